import { ArrowLeftOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Review } from '../../../../src/desk/quality/contract.ts'
import { BackLink } from '../../components/list/back-link.tsx'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { Thread } from '../desk/thread/thread.tsx'
import { useHead } from '../desk/use-head.ts'
import { useColleagues } from '../team/use-colleagues.ts'
import { AppealBox } from './appeal-box.tsx'
import { CoachBox } from './coach-box.tsx'
import styles from './quality.module.css'
import { ScoreForm } from './score-form.tsx'
import { useAct, useReview } from './use-quality.ts'

/** The conversation on the left, the card on the right. */
export function ReviewPage() {
  const { t } = useTranslation('quality')
  const id = useParams().id ?? ''
  const query = useReview(id)
  if (query.isPending) return <Loading page />
  if (query.isError) return <Problem page error={query.error} onRetry={() => query.refetch()} />
  const review = query.data
  return (
    <div className={styles.inspection}>
      <section className={styles.reading} aria-label={t('field.conversation')}>
        <header className={styles.head}>
          <BackLink to="/quality" icon={<ArrowLeftOutlined aria-hidden />}>
            {t('title')}
          </BackLink>
          <h1>{review.customerName}</h1>
          <span className={styles.about}>{review.subject}</span>
        </header>
        <Said conversationId={review.conversationId} />
      </section>
      <Card key={`${review.id} ${review.version}`} review={review} />
    </div>
  )
}

function Said({ conversationId }: { conversationId: string }) {
  const query = useHead(conversationId)
  if (query.isPending) return <Loading rows={8} />
  if (query.isError) return <Problem error={query.error} onRetry={() => query.refetch()} />
  return <Thread conversation={query.data.conversation} reads={false} />
}

function Card({ review }: { review: Review }) {
  const { t } = useTranslation('quality')
  const { locale } = usePreferences()
  const { user, may } = useSession()
  const mine = review.agentId === user.id
  const inspects = may('quality.manage') && !mine
  const scoring = inspects && (review.status === 'waiting' || review.status === 'done')
  const [scores, setScores] = useState<Record<string, number>>(review.scores)
  const { name } = useColleagues()
  const inspector = (review.inspectorId && name(review.inspectorId)) || review.inspectorName
  const second = useAct<Review>(t('secondOpened'))
  return (
    <aside className={styles.card} aria-label={t('card')}>
      <header className={styles.cardHead}>
        <div>
          <h2>{(locale === 'en' && review.scorecard.nameEn) || review.scorecard.name}</h2>
          <p className={styles.quiet}>
            {t('inspected', { agent: (locale === 'en' && review.agentNameEn) || review.agentName })}
            {inspector && ` · ${t('inspector', { name: inspector })}`}
          </p>
        </div>
        {review.total !== null && (
          <strong className={review.passed ? styles.passed : styles.failed}>
            {review.total} · {review.passed ? t('passed') : t('failed')}
          </strong>
        )}
      </header>
      <ScoreForm review={review} scores={scores} setScores={setScores} scoring={scoring} />
      {review.appeal && <AppealBox review={review} scores={scores} setScores={setScores} decides={inspects} />}
      {!review.appeal && mine && review.status === 'done' && (
        <AppealBox review={review} scores={scores} setScores={setScores} decides={false} />
      )}
      <CoachBox review={review} writes={inspects} />
      {inspects && review.status !== 'waiting' && review.why !== 'calibration' && review.inspectorId !== user.id && (
        <Button
          className={styles.second ?? ''}
          loading={second.isPending}
          onClick={() =>
            second.act({
              ...{ method: 'post', path: '/api/quality/reviews' },
              body: { conversationId: review.conversationId, scorecardId: review.scorecard.id, calibration: true },
            })
          }
        >
          {t('secondOpinion')}
        </Button>
      )}
    </aside>
  )
}
