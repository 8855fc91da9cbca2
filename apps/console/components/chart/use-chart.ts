import type { ECharts, EChartsCoreOption } from 'echarts/core'
import { useEffect, useRef, useState } from 'react'
import { usePaintedMode } from '../../preferences.ts'
import { type ChartLook, houseStyle, lookOf } from './chart-look.ts'

export type MakeOption = (look: ChartLook) => EChartsCoreOption

/** Draws into the element of `box`, follows its size and the mode. `failed` when the drawing code did not come. */
export function useChart(option: MakeOption, onPick?: (name: string, index: number) => void) {
  const mode = usePaintedMode()
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts | null>(null)
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading')
  const [attempt, setAttempt] = useState(0)
  const pick = useRef(onPick)
  pick.current = onPick

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt begins anew
  useEffect(() => {
    let stopped = false
    let observer: ResizeObserver | null = null
    const open = async () => {
      const { openParts } = await import('./echarts-parts.ts')
      if (stopped || !box.current) return
      const opened = openParts().init(box.current)
      chart.current = opened
      opened.on('click', (event) => pick.current?.(event.name, event.dataIndex ?? 0))
      observer = new ResizeObserver(() => opened.resize())
      observer.observe(box.current)
      setState('ready')
    }
    open().catch(() => !stopped && setState('failed'))
    return () => {
      stopped = true
      observer?.disconnect()
      chart.current?.dispose()
      chart.current = null
    }
  }, [attempt])

  useEffect(() => {
    if (state !== 'ready') return
    const look = lookOf(mode)
    const own = option(look)
    const base = houseStyle(look)
    // The tooltip's looks belong to the house, what it says to the chart.
    const tooltip = own.tooltip ? { ...Object(base.tooltip), ...Object(own.tooltip) } : base.tooltip
    chart.current?.setOption({ ...base, ...own, tooltip }, { notMerge: true })
  }, [state, mode, option])

  return {
    box,
    state,
    again: () => {
      setState('loading')
      setAttempt((count) => count + 1)
    },
    /** A PNG on the page's own ground, twice as fine as the screen. */
    picture: () =>
      chart.current?.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: lookOf(mode).color.surface }) ?? null,
  }
}
