import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerThresholds } from '../../../../src/knowledge/contract.ts'
import { Chart } from '../../components/chart/chart.tsx'
import { numberAxis } from '../../components/chart/chart-look.ts'
import type { MakeOption } from '../../components/chart/use-chart.ts'
import { useMeaning } from './use-meaning.ts'
import type { ThresholdState } from './use-thresholds.ts'

export const MIN = 0.05
export const MAX = 0.98
/** Room for the percentages left of the plot; the slider below begins where the plot does. */
export const LEFT = 48
export const RIGHT = 16

type Props = { curve: NonNullable<ThresholdState['curve']>; at: AnswerThresholds; current: AnswerThresholds }

/** Precision and coverage over the threshold, told apart by dash and word, with the two thresholds as lines. */
export function CurveChart({ curve, at, current }: Props) {
  const { t, i18n } = useTranslation('knowledge-answering')
  const meaning = useMeaning({ curve, at, current })
  const percent = useMemo(
    () => new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 0 }),
    [i18n.language],
  )
  const { answer, askBack } = at
  const option = useCallback<MakeOption>(
    (look) => {
      const line = (name: string, color: string, dashed: boolean, data: number[][]) => ({
        ...{ type: 'line', name, data, symbol: 'none', smooth: 0.2, color },
        lineStyle: { width: 2.6, color, type: dashed ? [7, 5] : 'solid' },
      })
      const marks = [
        { xAxis: askBack, name: t('askBack') },
        { xAxis: answer, name: t('answer') },
      ]
      const { points } = curve
      return {
        grid: { left: LEFT, right: RIGHT, top: 44, bottom: 28 },
        legend: { top: 0, left: LEFT, itemWidth: 28, textStyle: { color: look.color['text-soft'] } },
        tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => percent.format(Number(value)) },
        xAxis: { ...numberAxis(look, (value) => value.toFixed(2)), min: MIN, max: MAX, splitLine: { show: false } },
        yAxis: { ...numberAxis(look, (value) => percent.format(value)), min: 0, max: 1 },
        series: [
          {
            ...line(
              t('precision'),
              look.color['chart-1'],
              false,
              points.map(({ threshold, precision }) => [threshold, precision]),
            ),
            markLine: {
              ...{ symbol: 'none', silent: true, animation: false, data: marks },
              lineStyle: { color: look.color.text, width: 1.6, type: 'solid' },
              label: { formatter: ({ name }: { name: string }) => name, color: look.color.text, distance: 4 },
            },
          },
          line(
            t('coverage'),
            look.color['chart-6'],
            true,
            points.map(({ threshold, coverage }) => [threshold, coverage]),
          ),
        ],
      }
    },
    [curve, answer, askBack, percent, t],
  )
  const table = useMemo(
    () => ({
      columns: [t('threshold'), t('precision'), t('coverage')],
      rows: curve.points.map((point) => [
        ...[point.threshold.toFixed(2), percent.format(point.precision), percent.format(point.coverage)],
      ]),
    }),
    [curve, percent, t],
  )
  return (
    <Chart
      sentence={meaning.sentence}
      note={meaning.note}
      option={option}
      table={table}
      file="answer-thresholds"
      height={300}
    />
  )
}
