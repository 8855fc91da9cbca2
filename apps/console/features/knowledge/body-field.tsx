import { Input, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../../components/list/field.tsx'
import { RichText } from '../../components/rich-text.tsx'
import styles from './knowledge.module.css'

type Props = { value: string; onChange: (value: string) => void; problem: string | undefined; readOnly: boolean }

/** The answer's text, written or as it will be seen. */
export function BodyField({ value, onChange, problem, readOnly }: Props) {
  const { t } = useTranslation('knowledge')
  const [view, setView] = useState<'write' | 'see'>(readOnly ? 'see' : 'write')
  return (
    <Field
      label={t('field.body')}
      id="article-body"
      hint={t('help.body')}
      problem={problem}
      end={
        <Segmented
          size="small"
          value={view}
          onChange={setView}
          options={[
            { value: 'write' as const, label: t('body.write') },
            { value: 'see' as const, label: t('body.see') },
          ]}
        />
      }
    >
      {view === 'write' ? (
        <Input.TextArea
          id="article-body"
          className={styles.body}
          autoSize={{ minRows: 7, maxRows: 22 }}
          maxLength={20000}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          placeholder={t('placeholder.body')}
          readOnly={readOnly}
        />
      ) : (
        <div className={styles.preview}>
          {value.trim() ? (
            <RichText text={value} markdown />
          ) : (
            <span className={styles.faint}>{t('body.nothing')}</span>
          )}
        </div>
      )}
    </Field>
  )
}
