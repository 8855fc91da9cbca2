import type { EChartsCoreOption } from 'echarts/core'
import { type ColorName, dark, fontFamily, light, sizes } from '../../../kit/tokens.ts'

export type Mode = 'light' | 'dark'

/** The kit's colours by name, and in the order in which series take them. */
export type ChartLook = { color: Record<ColorName, string>; series: string[] }

export function lookOf(mode: Mode): ChartLook {
  const color = mode === 'dark' ? dark : light
  const series = ([1, 2, 3, 4, 5, 6, 7, 8] as const).map((n) => color[`chart-${n}`])
  return { color, series }
}

/** What every chart has in common; a chart's own option goes on top of it. */
export function houseStyle({ color, series }: ChartLook): EChartsCoreOption {
  return {
    color: series,
    backgroundColor: 'transparent',
    textStyle: { fontFamily, fontSize: sizes['font-xs'], color: color['text-soft'] },
    animationDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 180,
    animationDurationUpdate: 120,
    grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
    aria: { enabled: true },
    tooltip: {
      backgroundColor: color['surface-raised'],
      borderColor: color.line,
      padding: [6, 10],
      textStyle: { color: color.text, fontSize: sizes['font-s'], fontFamily },
      extraCssText: 'border-radius: 8px; box-shadow: var(--shadow-2); max-width: 420px; white-space: normal;',
    },
  }
}

/** An axis of categories: names, a line, no ticks. */
export const nameAxis = ({ color }: ChartLook, names: string[]) => ({
  type: 'category' as const,
  data: names,
  axisTick: { show: false },
  axisLine: { lineStyle: { color: color['line-strong'] } },
  axisLabel: { color: color['text-soft'], fontSize: sizes['font-s'] },
})

/** An axis of numbers: faint lines across the chart, no line of its own. */
export const numberAxis = ({ color }: ChartLook, format: (value: number) => string) => ({
  type: 'value' as const,
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: color.line } },
  axisLabel: { color: color['text-faint'], formatter: format },
})
