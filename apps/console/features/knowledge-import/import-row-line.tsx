import { DownOutlined, EditOutlined } from '@ant-design/icons'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ImportRow } from '../../../../src/knowledge/import/contract.ts'
import { RichText } from '../../components/rich-text.tsx'
import { usePreferences } from '../../preferences.ts'
import styles from './import.module.css'
import { RowStatus } from './import-status.tsx'
import { RowEditor } from './row-editor.tsx'
import { RowRelations } from './row-relations.tsx'
import type { ImportDesk } from './use-import-job.ts'
import { usePlace } from './use-place.ts'

/** One article to be: its state and place, opened for reading, and changed in place while the import is looked through. */
export function ImportRowLine({ row, desk, open }: { row: ImportRow; desk: ImportDesk; open: boolean }) {
  const { t } = useTranslation('knowledge-import')
  const { locale } = usePreferences()
  const place = usePlace()
  const [view, setView] = useState<'closed' | 'read' | 'edit'>('closed')
  const { content } = row
  const title = content.title || content.questions[0] || t('untitled')
  return (
    <li className={styles.row}>
      <div className={styles.rowHead}>
        {open && (
          <Checkbox
            checked={row.selected}
            disabled={row.status === 'error'}
            onChange={(event) => desk.change.mutate({ n: row.n, selected: event.target.checked })}
            aria-label={t('select.one', { title })}
          />
        )}
        <button
          type="button"
          className={styles.rowOpen}
          aria-expanded={view !== 'closed'}
          onClick={() => setView(view === 'closed' ? 'read' : 'closed')}
        >
          <span className={styles.rowTitle}>{title}</span>
          <span className={styles.rowUnder}>{content.body.replace(/\s+/g, ' ').slice(0, 120)}</span>
        </button>
        <span className={styles.place}>{place(row.place)}</span>
        <span className={styles.state}>
          <RowStatus status={row.status} />
        </span>
        {open && (
          <Button
            type="text"
            size="small"
            icon={<EditOutlined aria-hidden />}
            aria-label={t('edit.act', { title })}
            onClick={() => setView(view === 'edit' ? 'closed' : 'edit')}
          />
        )}
        {row.articleId && row.status === 'accepted' && (
          <Link to={`/knowledge/${encodeURIComponent(row.articleId)}`}>{t('see')}</Link>
        )}
        <DownOutlined aria-hidden className={view === 'closed' ? styles.arrow : styles.arrowUp} />
      </div>
      {row.problem && (
        <p className={styles.problem} role="note">
          {row.problem[locale]}
        </p>
      )}
      {view !== 'closed' && <RowRelations row={row} />}
      {view === 'read' && (
        <div className={styles.read}>
          <RichText text={content.body} markdown />
          {content.questions.length > 0 && (
            <p className={styles.soft}>{t('asked', { questions: content.questions.join(' / ') })}</p>
          )}
        </div>
      )}
      {view === 'edit' && <RowEditor row={row} desk={desk} onClose={() => setView('closed')} />}
    </li>
  )
}
