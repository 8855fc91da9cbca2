import { StarOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Feedback } from '../../../../../src/learning/contract.ts'
import { get } from '../../../api.ts'
import { Empty } from '../../../components/empty.tsx'
import { Loading } from '../../../components/loading.tsx'
import { Page } from '../../../components/page-header.tsx'
import { Problem } from '../../../components/problem.tsx'
import styles from '../figures.module.css'
import { LearningHead } from '../learning-head.tsx'
import { PolicyChart } from './policy-chart.tsx'
import { WeightChart } from './weight-chart.tsx'

/** What customers' reactions say of the choice among close answers. */
export function FeedbackPage() {
  const { t } = useTranslation('learning')
  const query = useQuery({
    queryKey: ['learning-feedback'],
    queryFn: ({ signal }) => get<Feedback>('/api/learning/feedback', {}, signal),
  })
  return (
    <Page>
      <LearningHead />
      {query.data ? (
        query.data.choices === 0 ? (
          <Empty icon={<StarOutlined aria-hidden />} title={t('feedback.empty')} hint={t('feedback.emptyHint')} />
        ) : (
          <Figures feedback={query.data} />
        )
      ) : query.isError ? (
        <Problem error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Loading rows={8} />
      )}
    </Page>
  )
}

function Figures({ feedback }: { feedback: Feedback }) {
  const { t } = useTranslation('learning')
  return (
    <>
      <dl className={styles.stats}>
        <div>
          <dt>{t('feedback.choices')}</dt>
          <dd>{feedback.choices}</dd>
        </div>
        <div>
          <dt>{t('feedback.rewarded')}</dt>
          <dd>{feedback.rewarded}</dd>
        </div>
        <div>
          <dt>{t('feedback.average')}</dt>
          <dd>{feedback.averageReward === null ? '–' : feedback.averageReward.toFixed(2)}</dd>
        </div>
        <div>
          <dt>{t('feedback.chooses')}</dt>
          <dd>{feedback.active ? t('feedback.byLearning') : t('feedback.byScore')}</dd>
        </div>
      </dl>
      <div className={styles.charts}>
        <PolicyChart feedback={feedback} />
        {feedback.weights.length > 0 && <WeightChart weights={feedback.weights} />}
      </div>
    </>
  )
}
