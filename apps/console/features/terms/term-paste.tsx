import { Input, Modal, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TermInput } from '../../../../src/packs/contract.ts'
import { readLines } from './read-lines.ts'
import styles from './terms.module.css'
import { useTermImport } from './use-term-acts.ts'

/** Many terms at once, as they come out of a table or a list. */
export function TermPaste({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['terms', 'shell'])
  const [text, setText] = useState('')
  const [language, setLanguage] = useState<TermInput['language']>('any')
  const add = useTermImport(onClose)
  const { terms, unread } = readLines(text, language)
  return (
    <Modal
      open
      title={t('terms:paste.title')}
      onCancel={onClose}
      cancelText={t('shell:cancel')}
      okText={t('terms:paste.act', { count: terms.length })}
      okButtonProps={{ disabled: terms.length === 0, loading: add.isPending }}
      onOk={() => add.mutate(terms.slice(0, 2000))}
    >
      <p className={styles.hint}>{t('terms:paste.hint')}</p>
      <Input.TextArea
        aria-label={t('terms:paste.title')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={t('terms:paste.example')}
        autoSize={{ minRows: 8, maxRows: 16 }}
        autoFocus
      />
      <div className={styles.under}>
        <Segmented<TermInput['language']>
          value={language}
          onChange={setLanguage}
          options={(['any', 'zh', 'en'] as const).map((value) => ({ value, label: t(`terms:language.${value}`) }))}
        />
        <span role="status">
          {unread.length > 0 && t('terms:paste.unread', { lines: unread.slice(0, 8).join(', ') })}
        </span>
      </div>
    </Modal>
  )
}
