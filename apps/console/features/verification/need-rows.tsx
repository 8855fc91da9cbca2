import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { need, type VerificationNeed } from '../../../../src/verification/contract.ts'
import styles from './verification.module.css'

export type KnownAction = { name: string; title: { zh: string; en: string } }
type Props = { actions: KnownAction[]; rows: VerificationNeed[]; onChange: (rows: VerificationNeed[]) => void }

/** One line for each piece of business: what it asks for, and from which amount on a code. */
export function NeedRows({ actions, rows, onChange }: Props) {
  const { t, i18n } = useTranslation('verification')
  const language = i18n.language.startsWith('zh') ? 'zh' : 'en'
  const known = actions.map(({ name, title }) => ({ value: name, label: title[language] }))
  const taken = new Set(rows.map(({ action }) => action))
  const free = known.filter(({ value }) => !taken.has(value))
  const change = (at: number, part: Partial<VerificationNeed>) => onChange(rows.with(at, { ...rows[at]!, ...part }))
  return (
    <div className={styles.rows}>
      <div className={`${styles.row} ${styles.rowHead}`} aria-hidden>
        <span>{t('needs.action')}</span>
        <span>{t('needs.need')}</span>
        <span>{t('needs.from')}</span>
      </div>
      {rows.map((row, at) => (
        <div className={styles.row} key={row.action}>
          <span>{known.find(({ value }) => value === row.action)?.label ?? row.action}</span>
          <Select
            aria-label={`${row.action}: ${t('needs.need')}`}
            value={row.need}
            options={need.options.map((value) => ({ value, label: t(`need.${value}`) }))}
            onChange={(value) => change(at, { need: value })}
          />
          <InputNumber
            aria-label={`${row.action}: ${t('needs.from')}`}
            min={0}
            prefix="¥"
            placeholder={t('needs.never')}
            value={row.codeFrom}
            onChange={(codeFrom) => change(at, { codeFrom })}
          />
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('needs.remove', { action: row.action })}
            onClick={() => onChange(rows.toSpliced(at, 1))}
          />
        </div>
      ))}
      <Select
        aria-label={t('needs.add')}
        placeholder={t('needs.add')}
        suffixIcon={<PlusOutlined aria-hidden />}
        value={null}
        options={free}
        disabled={free.length === 0}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(action: string) => onChange([...rows, { action, need: 'questions', codeFrom: null }])}
      />
    </div>
  )
}
