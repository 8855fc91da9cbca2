import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ImportRow } from '../../../../src/knowledge/import/contract.ts'
import styles from './import.module.css'

/** What the row repeats or contradicts, with the sentences that differ. */
export function RowRelations({ row }: { row: ImportRow }) {
  const { t } = useTranslation('knowledge-import')
  if (row.related.length === 0) return null
  return (
    <ul className={styles.related}>
      {row.related.map((one) => (
        <li key={`${one.kind}:${one.articleId ?? one.row}`}>
          <span>
            {t(`related.${one.kind}`)}{' '}
            {one.articleId ? (
              <Link to={`/knowledge/${encodeURIComponent(one.articleId)}`} target="_blank">
                {one.title}
              </Link>
            ) : (
              t('related.row', { n: one.row ?? 0, title: one.title })
            )}
          </span>
          {one.reasons.map((reason) => (
            <div key={`${reason.kind}:${reason.ours}:${reason.theirs}`} className={styles.sides}>
              <p>
                <span className={styles.soft}>{t('related.here')}</span> {reason.ourSentence} <b>{reason.ours}</b>
              </p>
              <p>
                <span className={styles.soft}>{t('related.there')}</span> {reason.theirSentence} <b>{reason.theirs}</b>
              </p>
            </div>
          ))}
        </li>
      ))}
    </ul>
  )
}
