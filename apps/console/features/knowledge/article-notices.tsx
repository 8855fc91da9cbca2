import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ManagedArticle } from '../../../../src/knowledge/contract.ts'
import { formatDay } from '../../../kit/format.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { useActorName } from '../team/use-actor-name.ts'
import styles from './knowledge.module.css'
import { Notice } from './notice.tsx'
import { useReviews } from './use-article.ts'
import type { ArticleActions } from './use-article-actions.ts'

const DAY_MS = 86_400_000
const SOON_DAYS = 14

type Props = { article: ManagedArticle; actions: ArticleActions }

/** What somebody who opens the article must know first: it is in review, was sent back, has a next wording, ends soon. */
export function ArticleNotices({ article, actions }: Props) {
  return (
    <div className={styles.notices}>
      {article.review ? <InReview article={article} actions={actions} /> : <SentBack article={article} />}
      {article.draft && <HasNext article={article} actions={actions} />}
      <Ending article={article} />
    </div>
  )
}

function InReview({ article, actions }: Props) {
  const { t } = useTranslation('knowledge')
  const { may } = useSession()
  const nameOf = useActorName()
  const { review } = article
  if (!review) return null
  return (
    <Notice
      title={t('notice.review', { name: nameOf(review.requestedBy) })}
      acts={
        may('knowledge.publish') && (
          <>
            <Button size="small" type="primary" onClick={() => actions.reviews.open('approve')}>
              {t('review.act.approve')}
            </Button>
            <Button size="small" onClick={() => actions.reviews.open('send-back')}>
              {t('review.act.send-back')}
            </Button>
          </>
        )
      }
    >
      <RelativeTime at={review.requestedAt} />
      {review.reviewerId && <> · {t('notice.reviewer', { name: nameOf(`user:${review.reviewerId}`) })}</>}
      {review.note && <p className={styles.said}>{review.note}</p>}
    </Notice>
  )
}

function SentBack({ article }: { article: ManagedArticle }) {
  const { t } = useTranslation('knowledge')
  const nameOf = useActorName()
  const last = useReviews(article.id).data?.items[0]
  const open = article.status === 'draft' || article.draft?.status === 'draft'
  if (!open || last?.outcome !== 'sent-back') return null
  return (
    <Notice tone="person" title={t('notice.sentBack', { name: nameOf(last.decidedBy ?? '') })}>
      {last.decidedAt && <RelativeTime at={last.decidedAt} />}
      <p className={styles.said}>{last.comment}</p>
    </Notice>
  )
}

function HasNext({ article, actions }: Props) {
  const { t } = useTranslation('knowledge')
  const { may } = useSession()
  const nameOf = useActorName()
  const { draft } = article
  if (!draft) return null
  return (
    <Notice
      title={t('notice.next')}
      acts={
        <>
          <Link to={`/knowledge/${encodeURIComponent(article.id)}/versions`}>{t('notice.compare')}</Link>
          {may('knowledge.write') && (
            <Button size="small" onClick={actions.discard}>
              {t('discard.act')}
            </Button>
          )}
        </>
      }
    >
      {nameOf(draft.editedBy)} · <RelativeTime at={draft.updatedAt} />
    </Notice>
  )
}

function Ending({ article }: { article: ManagedArticle }) {
  const { t } = useTranslation('knowledge')
  const { locale } = usePreferences()
  const until = article.validUntil
  if (article.status !== 'published' || !until) return null
  const days = Math.ceil((Date.parse(until) - Date.now()) / DAY_MS)
  if (days > SOON_DAYS) return null
  const day = formatDay(until, locale)
  return (
    <Notice tone="person" title={days > 0 ? t('notice.ends', { count: days, day }) : t('notice.ended', { day })}>
      {t(days > 0 ? 'notice.endsHint' : 'notice.endedHint')}
    </Notice>
  )
}
