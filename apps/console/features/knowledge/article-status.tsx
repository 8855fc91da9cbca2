import { useTranslation } from 'react-i18next'
import type { Article, ManagedArticle } from '../../../../src/knowledge/contract.ts'
import { StatusMark, type Tone } from '../../components/list/status-mark.tsx'

const TONES: Record<Article['status'], Tone> = {
  published: 'good',
  draft: 'person',
  in_review: 'action',
  archived: 'quiet',
}

/** Whether the bot may use it now: published but out of its dates is said as such. */
export function ArticleStatus({ article }: { article: Pick<Article, 'status' | 'validFrom' | 'validUntil'> }) {
  const { t } = useTranslation('knowledge')
  const now = new Date().toISOString()
  if (article.status === 'published' && article.validUntil && article.validUntil < now)
    return <StatusMark tone="quiet">{t('status.expired')}</StatusMark>
  if (article.status === 'published' && article.validFrom && article.validFrom > now)
    return <StatusMark tone="action">{t('status.scheduled')}</StatusMark>
  return <StatusMark tone={TONES[article.status]}>{t(`status.${article.status}`)}</StatusMark>
}

/** What goes on behind a published article: its next wording is being written or looked at. */
export function NextMark({ article }: { article: Pick<ManagedArticle, 'status' | 'draft'> }) {
  const { t } = useTranslation('knowledge')
  if (article.status !== 'published' || !article.draft) return null
  const inReview = article.draft.status === 'in_review'
  return (
    <StatusMark plain tone={inReview ? 'action' : 'person'}>
      {t(inReview ? 'status.nextInReview' : 'status.next')}
    </StatusMark>
  )
}
