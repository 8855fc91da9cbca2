import { useReactFlow } from '@xyflow/react'
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import type { FlowGraph } from '../../../../src/dialogue/contract.ts'
import { MOVE } from '../../components/canvas/move.ts'
import { usePreferences } from '../../preferences.ts'
import { buildGraph } from './build-graph.ts'
import { layoutGraph, NODE } from './layout-graph.ts'
import { useEdgeWords } from './use-edge-words.ts'
import type { WalkedPath } from './walked-path.ts'

type Given = { graph: FlowGraph; chosen: string; onChoose: (step: string) => void; path: WalkedPath | null }
const MARGIN = 28
const READABLE = 0.8

/** What the canvas shows and how keys move it. */
export function useCanvas({ graph, chosen, onChoose, path }: Given) {
  const { locale } = usePreferences()
  const edgeWords = useEdgeWords()
  const flow = useReactFlow()
  const box = useRef<HTMLElement>(null)
  const { nodes, edges } = useMemo(
    () => buildGraph(graph, chosen, path, { locale, edge: edgeWords }),
    [graph, chosen, path, locale, edgeWords],
  )

  /** Whole if it stays readable; else full width from the first step down. */
  const start = () => {
    const size = box.current?.getBoundingClientRect()
    const all = flow.getNodesBounds(nodes.map((node) => node.id))
    if (!size || !all.width) return
    const whole = Math.min((size.width - 2 * MARGIN) / all.width, (size.height - 2 * MARGIN) / all.height, 1)
    const zoom = Math.max(whole, READABLE)
    const tall = all.height * zoom > size.height - 2 * MARGIN
    const wide = all.width * zoom > size.width - 2 * MARGIN
    const first = nodes[0]?.position ?? { x: 0, y: 0 }
    const middle = wide ? first.x + NODE.width / 2 : all.x + all.width / 2
    void flow.setViewport({
      x: size.width / 2 - middle * zoom,
      y: tall ? MARGIN - all.y * zoom : (size.height - all.height * zoom) / 2 - all.y * zoom,
      zoom,
    })
  }
  const show = (id: string) => {
    onChoose(id)
    box.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true })
    const node = nodes.find((one) => one.id === id)
    if (node)
      void flow.setCenter(node.position.x + NODE.width / 2, node.position.y + NODE.height / 2, {
        zoom: flow.getZoom(),
        ...MOVE,
      })
  }
  const onKey = (event: KeyboardEvent) => {
    const next = stepTowards(event.key, chosen, graph)
    if (!next) return
    event.preventDefault()
    show(next)
  }
  const latest = useRef(start)
  latest.current = start
  useEffect(() => {
    // Another flow, or another draft in the check box: begin at its beginning.
    if (graph) latest.current()
  }, [graph])
  return { nodes, edges, box, start, onKey }
}

/** Down and up follow the lines, left and right go along the layer. */
function stepTowards(key: string, chosen: string, graph: FlowGraph): string | undefined {
  if (!key.startsWith('Arrow')) return undefined
  if (!chosen) return graph.nodes[0]?.id
  if (key === 'ArrowDown') return graph.edges.find((edge) => edge.from === chosen)?.to
  if (key === 'ArrowUp') return graph.edges.find((edge) => edge.to === chosen)?.from
  const placed = layoutGraph(graph).nodes
  const here = placed.find((one) => one.id === chosen)
  const row = placed.filter((one) => one.layer === here?.layer).sort((a, b) => a.x - b.x)
  return row[row.findIndex((one) => one.id === chosen) + (key === 'ArrowRight' ? 1 : -1)]?.id
}
