import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ManagedArticle } from '../../../../src/knowledge/contract.ts'
import { RichText } from '../../components/rich-text.tsx'
import type { Draft } from './article-draft.ts'
import { ScoreBar } from './score-bar.tsx'
import styles from './try-it.module.css'
import { useNearDuplicates } from './use-near-duplicates.ts'

/** What the writing comes to: how the customer sees it, and which articles say nearly the same. */
export function ArticleAside({ stored, draft }: { stored: ManagedArticle | null; draft: Draft }) {
  const { t } = useTranslation('knowledge')
  const near = useNearDuplicates(draft, stored?.id ?? null)
  const reworded =
    stored?.status === 'published' && (stored.body !== draft.body || stored.questions[0] !== draft.questions[0])
  const live = reworded ? stored : null
  return (
    <aside className={styles.panel}>
      <div className={styles.head}>
        <h2>{t(live ? 'aside.next' : 'aside.seen')}</h2>
      </div>
      <div className={styles.phone}>
        <div className={styles.question}>{draft.questions[0] ?? (draft.title || t('aside.question'))}</div>
        <div className={styles.bubble}>
          {draft.body.trim() ? (
            <RichText text={draft.body} markdown />
          ) : (
            <span className={styles.hint}>{t('body.nothing')}</span>
          )}
        </div>
      </div>
      {live && (
        <>
          <div className={styles.head}>
            <h2>{t('aside.live')}</h2>
          </div>
          <div className={`${styles.phone} ${styles.live}`}>
            <div className={styles.question}>{live.questions[0] ?? live.title}</div>
            <div className={styles.bubble}>
              <RichText text={live.body} markdown />
            </div>
          </div>
        </>
      )}
      <div className={styles.head}>
        <h2>{t('aside.near')}</h2>
      </div>
      {near.found.length === 0 ? (
        <p className={styles.hint}>{t(draft.title.trim() ? 'aside.noneNear' : 'aside.nearHint')}</p>
      ) : (
        <>
          <p className={styles.hint}>{t('aside.nearText')}</p>
          <ul className={styles.hits}>
            {near.found.map((hit) => (
              <li key={hit.articleId} className={styles.hit}>
                <Link
                  to={`/knowledge/${encodeURIComponent(hit.articleId)}`}
                  className={styles.hitTitle}
                  target="_blank"
                >
                  {hit.title}
                </Link>
                <ScoreBar score={hit.score} answer={near.answer} askBack={near.askBack} />
                <span className={styles.matched}>{t('aside.same', { question: hit.asked })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  )
}
