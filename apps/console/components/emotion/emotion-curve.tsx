import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { EmotionPoint } from '../../../../src/emotion/contract.ts'
import { Chart } from '../chart/chart.tsx'
import { nameAxis, numberAxis } from '../chart/chart-look.ts'
import type { MakeOption } from '../chart/use-chart.ts'
import { useReasonText } from './use-reason-text.ts'

type Props = {
  curve: EmotionPoint[]
  /** The message at which an alert fired. */
  firedAt?: number | null
  height?: number
  onPick?: (point: EmotionPoint) => void
}

/** Where a customer counts as uneasy, upset, beside himself. */
const LEVELS = [0.3, 0.45, 0.68]

/** How a feeling went, message by message, with what moved it. */
export function EmotionCurve({ curve, firedAt = null, height = 220, onPick }: Props) {
  const { t } = useTranslation('emotion')
  const reasonText = useReasonText()
  const names = useMemo(() => curve.map(({ seq, source }) => (seq ? `#${seq}` : t(`source.${source}`))), [curve, t])
  const why = useCallback((point: EmotionPoint) => point.because.map(reasonText).join(' · '), [reasonText])
  const option = useCallback<MakeOption>(
    (look) => ({
      xAxis: nameAxis(look, names),
      yAxis: { ...numberAxis(look, (value) => `${Math.round(value * 100)}`), min: 0, max: 1 },
      tooltip: {
        trigger: 'axis',
        formatter: ([{ dataIndex }]: [{ dataIndex: number }]) => {
          const point = curve[dataIndex]!
          const head = `${names[dataIndex]} · ${t(`label.${point.label}`)} · ${Math.round(point.score * 100)}`
          return [head, why(point)].filter(Boolean).map(asHtml).join('<br>')
        },
      },
      series: [
        {
          type: 'line',
          smooth: 0.25,
          symbolSize: 9,
          lineStyle: { width: 2.5, color: look.color['emotion-upset'] },
          areaStyle: { color: look.color['emotion-upset'], opacity: 0.08 },
          data: curve.map(({ score, seq }) => ({
            value: score,
            symbol: seq !== null && seq === firedAt ? 'pin' : symbolOf(score),
            symbolSize: seq !== null && seq === firedAt ? 34 : 9,
            itemStyle: { color: look.color[colorOf(score)] },
          })),
          markLine: {
            silent: true,
            symbol: 'none',
            label: { show: false },
            lineStyle: { type: 'dashed', color: look.color.line },
            data: LEVELS.map((yAxis) => ({ yAxis })),
          },
        },
        {
          type: 'bar',
          barMaxWidth: 10,
          itemStyle: { color: look.color['emotion-neutral'], opacity: 0.35 },
          data: curve.map(({ intensity }) => intensity),
        },
      ],
    }),
    [curve, names, firedAt, t, why],
  )
  const last = curve.at(-1)
  const peak = curve.reduce((most, { score }) => Math.max(most, score), 0)
  const table = useMemo(
    () => ({
      columns: [t('curve.message'), t('curve.feeling'), t('curve.score'), t('curve.ratio'), t('curve.because')],
      rows: curve.map((point, i) => [
        names[i]!,
        t(`label.${point.label}`),
        Math.round(point.score * 100),
        Math.round(point.negativeRatio * 100),
        why(point),
      ]),
    }),
    [curve, names, t, why],
  )
  return (
    <Chart
      sentence={
        last
          ? t('curve.sentence', { now: Math.round(last.score * 100), peak: Math.round(peak * 100) })
          : t('curve.empty')
      }
      note={t('curve.note')}
      option={option}
      table={table}
      file="emotion"
      height={height}
      onPick={(_, index) => curve[index] && onPick?.(curve[index])}
    />
  )
}

const symbolOf = (score: number) => (score >= LEVELS[2]! ? 'diamond' : score >= LEVELS[1]! ? 'rect' : 'circle')
const colorOf = (score: number) =>
  score >= LEVELS[2]!
    ? 'emotion-angry'
    : score >= LEVELS[1]!
      ? 'emotion-upset'
      : score >= LEVELS[0]!
        ? 'emotion-uneasy'
        : 'emotion-neutral'

const asHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
