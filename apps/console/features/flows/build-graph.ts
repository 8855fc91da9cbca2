import { MarkerType } from '@xyflow/react'
import type { FlowGraph } from '../../../../src/dialogue/contract.ts'
import { edgeKey, layoutGraph, NODE } from './layout-graph.ts'
import type { StepNodeType } from './step-node.tsx'
import type { WalkedPath } from './walked-path.ts'
import type { WayEdgeType } from './way-edge.tsx'

type Words = { locale: 'zh' | 'en'; edge: (label: string) => string }

/** The flow's graph as React Flow draws it, with the walked path marked. */
export function buildGraph(
  graph: FlowGraph,
  chosen: string,
  path: WalkedPath | null,
  words: Words,
): { nodes: StepNodeType[]; edges: WayEdgeType[] } {
  const layout = layoutGraph(graph)
  const places = new Map(layout.nodes.map((one) => [one.id, one]))
  const nodes = graph.nodes.map(
    (node, at): StepNodeType => ({
      id: node.id,
      type: 'step',
      position: { x: places.get(node.id)?.x ?? 0, y: places.get(node.id)?.y ?? 0 },
      ...NODE,
      measured: { ...NODE },
      ariaLabel: `${node.kind} ${node.id}: ${node.label[words.locale]}`,
      data: {
        kind: node.kind,
        label: node.label[words.locale],
        first: at === 0,
        chosen: node.id === chosen,
        order: path && (path.order.get(node.id) ?? []),
      },
    }),
  )
  const merged = merge(graph.edges)
  const labelled = new Map<string, number>()
  for (const { to, labels } of merged) if (labels.some(Boolean)) labelled.set(to, (labelled.get(to) ?? 0) + 1)
  const edges = merged.map(({ from, to, labels }): WayEdgeType => {
    const walked = path?.edges.has(edgeKey(from, to)) ?? false
    const back = (places.get(to)?.layer ?? 0) <= (places.get(from)?.layer ?? 0)
    const whole = labels.map(words.edge).filter(Boolean).join(' / ')
    const label = whole.length > 60 ? `${whole.slice(0, 59)}…` : whole
    return {
      id: edgeKey(from, to),
      source: from,
      target: to,
      type: 'way',
      focusable: false,
      data: {
        label,
        whole,
        back,
        bends: layout.bends.get(edgeKey(from, to)) ?? [],
        atTarget: (labelled.get(to) ?? 0) < 2,
      },
      className: walked ? 'walked' : path ? 'unwalked' : back ? 'back' : '',
      markerEnd: {
        type: MarkerType.ArrowClosed,
        width: walked ? 9 : 15,
        height: walked ? 9 : 15,
        color: walked ? 'var(--action)' : 'var(--line-strong)',
      },
    }
  })
  // The walked lines lie on top.
  edges.sort((a, b) => Number(a.className === 'walked') - Number(b.className === 'walked'))
  return { nodes, edges }
}

/** Several ways between the same two steps are one line with all their words. */
function merge(edges: FlowGraph['edges']): { from: string; to: string; labels: string[] }[] {
  const found = new Map<string, { from: string; to: string; labels: string[] }>()
  for (const { from, to, label } of edges) {
    const key = edgeKey(from, to)
    const one = found.get(key) ?? { from, to, labels: [] }
    found.set(key, { ...one, labels: [...one.labels, label] })
  }
  return [...found.values()]
}
