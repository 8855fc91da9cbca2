import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerPatch, CustomerTag } from '../../../../src/customers/contract.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import styles from './customers.module.css'

type Props = { tags: CustomerTag[]; onChange: (tags: NonNullable<CustomerPatch['tags']>) => void; readOnly: boolean }

/** What is noted about the customer, each with who noted it and why. */
export function TagEditor({ tags, onChange, readOnly }: Props) {
  const { t } = useTranslation('customers')
  const [adding, setAdding] = useState(false)
  const kept = tags.map(({ tag }) => ({ tag }))
  const add = (tag: string, reason: string) => {
    setAdding(false)
    onChange([...kept.filter((one) => one.tag !== tag), { tag, reason }])
  }
  return (
    <section className={styles.panel}>
      <h2>
        {t('field.tags')}
        {!readOnly && !adding && (
          <Button type="text" size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
            {t('tag.add')}
          </Button>
        )}
      </h2>
      {tags.length === 0 && !adding && <p className={styles.under}>{t('tag.none')}</p>}
      <ul className={styles.tagList}>
        {tags.map((tag) => (
          <li key={tag.tag}>
            <span className={styles.tag}>{tag.tag}</span>
            <span className={styles.tagWhy}>
              {tag.reason || t('tag.noReason')}
              <span className={styles.under}>
                {t(`source.${tag.source}`)} · <RelativeTime at={tag.at} />
              </span>
            </span>
            {!readOnly && (
              <button
                type="button"
                className={styles.remove}
                aria-label={t('tag.remove', { tag: tag.tag })}
                title={t('tag.remove', { tag: tag.tag })}
                onClick={() => onChange(kept.filter((one) => one.tag !== tag.tag))}
              >
                <CloseOutlined aria-hidden />
              </button>
            )}
          </li>
        ))}
      </ul>
      {adding && <TagForm onAdd={add} onCancel={() => setAdding(false)} />}
    </section>
  )
}

function TagForm({ onAdd, onCancel }: { onAdd: (tag: string, reason: string) => void; onCancel: () => void }) {
  const { t } = useTranslation(['customers', 'shell'])
  const [tag, setTag] = useState('')
  const [reason, setReason] = useState('')
  const ready = tag.trim() !== '' && reason.trim() !== ''
  return (
    <form
      className={styles.tagForm}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) onAdd(tag.trim(), reason.trim())
      }}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      <Input
        autoFocus
        size="small"
        maxLength={40}
        value={tag}
        onChange={(event) => setTag(event.target.value)}
        placeholder={t('customers:tag.name')}
        aria-label={t('customers:tag.name')}
      />
      <Input
        size="small"
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        placeholder={t('customers:tag.reason')}
        aria-label={t('customers:tag.reason')}
      />
      <div className={styles.tagActs}>
        <Button size="small" onClick={onCancel}>
          {t('shell:cancel')}
        </Button>
        <Button size="small" type="primary" htmlType="submit" disabled={!ready}>
          {t('customers:tag.add')}
        </Button>
      </div>
    </form>
  )
}
