import type { ChartLook } from './chart-look.ts'

type Spread = { middle: number; margin: number }
type Api = { value: (dimension: number) => number; coord: (point: number[]) => number[] }

const HALF_WIDTH = 7

/** A series of error bars over upright bars, in their order: the middle and half the width of the interval. */
export function whiskers({ color }: ChartLook, spreads: readonly Spread[]) {
  return {
    type: 'custom' as const,
    silent: true,
    tooltip: { show: false },
    z: 10,
    encode: { x: 0, y: [1, 2] },
    data: spreads.map(({ middle, margin }, at) => [at, middle - margin, middle + margin]),
    renderItem: (_: unknown, api: Api) => {
      const [x = 0, low = 0] = api.coord([api.value(0), api.value(1)])
      const high = api.coord([api.value(0), api.value(2)])[1] ?? low
      if (low === high) return null
      const line = (x1: number, y1: number, x2: number, y2: number) => ({
        type: 'line',
        shape: { x1, y1, x2, y2 },
        style: { stroke: color.text, lineWidth: 1.5 },
      })
      const ends = [low, high].map((y) => line(x - HALF_WIDTH, y, x + HALF_WIDTH, y))
      return { type: 'group', children: [line(x, low, x, high), ...ends] }
    },
  }
}
