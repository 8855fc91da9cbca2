import { useTranslation } from 'react-i18next'
import type { StrategyLine } from '../../../../src/emotion/strategy/contract.ts'
import { RecordTable } from '../../components/list/record-table.tsx'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { usePreferences } from '../../preferences.ts'
import styles from './strategy.module.css'
import { useEffects } from './use-matrix.ts'

const whole = (share: number | null) => (share === null ? '–' : String(Math.round(share * 100)))

/** What came of it: feeling before and after, rating, hand-over, in the last thirty days. */
export function EffectTable({ lines }: { lines: StrategyLine[] }) {
  const { t } = useTranslation('strategy')
  const { locale } = usePreferences()
  const { data, isPending, error, refetch } = useEffects()
  return (
    <section className={styles.card}>
      <h2>{t('effect.title')}</h2>
      <p className={styles.soft}>{t('effect.hint')}</p>
      {isPending && <Loading rows={3} />}
      {error && !data && <Problem error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <p className={styles.soft}>{t('effect.none')}</p>}
      {data && data.length > 0 && (
        <RecordTable
          label={t('effect.title')}
          rows={data.map((one) => ({ ...one, id: `${one.strategyId}@${one.version}` }))}
          columns={[
            {
              key: 'title',
              title: t('field.title'),
              cell: ({ strategyId, version }) =>
                `${lines.find(({ id }) => id === strategyId)?.title[locale] ?? strategyId} · v${version}`,
            },
            { key: 'applied', title: t('effect.applied'), align: 'right', cell: ({ applied }) => applied },
            {
              key: 'feeling',
              title: t('effect.feeling'),
              align: 'right',
              cell: ({ scoreBefore, scoreAfter }) => `${whole(scoreBefore)} → ${whole(scoreAfter)}`,
            },
            {
              key: 'rating',
              title: t('effect.rating'),
              align: 'right',
              cell: ({ rating, rated }) => (rating === null ? '–' : `${rating} (${rated})`),
            },
            {
              key: 'handed',
              title: t('effect.handedOver'),
              align: 'right',
              cell: ({ handedOver }) => `${whole(handedOver)}%`,
            },
          ]}
        />
      )}
    </section>
  )
}
