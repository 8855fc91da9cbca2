import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Feedback } from '../../../../../src/learning/contract.ts'
import { Chart } from '../../../components/chart/chart.tsx'
import { type ChartLook, nameAxis, numberAxis } from '../../../components/chart/chart-look.ts'

/** What the choice learnt to look at. */
export function WeightChart({ weights }: { weights: Feedback['weights'] }) {
  const { t } = useTranslation('learning')
  const sorted = useMemo(() => weights.toSorted((a, b) => a.weight - b.weight), [weights])
  const nameOf = useCallback(
    (feature: string) => t(`feature.${feature}` as 'feature.score', { defaultValue: feature }),
    [t],
  )
  const option = useCallback(
    (look: ChartLook) => ({
      yAxis: nameAxis(
        look,
        sorted.map(({ feature }) => nameOf(feature)),
      ),
      xAxis: numberAxis(look, (value) => value.toFixed(1)),
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'none' },
        valueFormatter: (value: unknown) => Number(value).toFixed(2),
      },
      series: [
        {
          type: 'bar',
          name: t('feedback.weight'),
          barMaxWidth: 18,
          data: sorted.map(({ weight }) => ({
            value: weight,
            itemStyle: { color: weight < 0 ? look.color['chart-6'] : look.color['chart-1'], borderRadius: 3 },
          })),
        },
      ],
    }),
    [sorted, nameOf, t],
  )
  const heaviest = weights.reduce((best, one) => (Math.abs(one.weight) > Math.abs(best.weight) ? one : best))
  const table = {
    columns: [t('feedback.sign'), t('feedback.weight')],
    rows: sorted.toReversed().map(({ feature, weight }) => [nameOf(feature), Number(weight.toFixed(3))]),
  }
  return (
    <Chart
      sentence={t('feedback.say.weight', { sign: nameOf(heaviest.feature) })}
      note={t('feedback.weightNote')}
      option={option}
      table={table}
      file="weights"
    />
  )
}
