import type { GraphEdge, GraphNode, NodeKind } from '../../../../src/knowledge/graph/contract.ts'

export const NODE = { width: 232, height: 58 }
const COLUMNS: readonly NodeKind[] = ['product', 'fault_code', 'article', 'video', 'part']
const COLUMN_GAP = 96
const BROKEN_GAP = 20
const ROW_GAP = 18
const MOST_ROWS = 12

/**
 * A neighbourhood in columns, one for each kind that it has: each node near the middle of those before it that it is
 * joined with, so that few lines cross.
 */
export function layOut(nodes: GraphNode[], edges: GraphEdge[]): Map<string, { x: number; y: number }> {
  const places = new Map<string, { x: number; y: number }>()
  const order = new Map<string, number>()
  const kinds = COLUMNS.map((kind) => nodes.filter((node) => node.kind === kind)).filter(({ length }) => length > 0)
  const tallest = Math.min(MOST_ROWS, Math.max(...kinds.map(({ length }) => length)))
  let at = 0
  for (const column of kinds) {
    const wish = new Map(column.map(({ id }) => [id, wishOf(id, edges, order)]))
    const sorted = column.toSorted(
      (a, b) => (wish.get(a.id) ?? 0) - (wish.get(b.id) ?? 0) || a.title.localeCompare(b.title),
    )
    // A long column is broken into several of the same height.
    const broken = Math.ceil(sorted.length / MOST_ROWS)
    const rows = Math.ceil(sorted.length / broken)
    const step = NODE.height + ROW_GAP
    const top = ((tallest - rows) * step) / 2
    for (const [i, node] of sorted.entries()) {
      const y = top + (i % rows) * step
      places.set(node.id, { x: at + Math.floor(i / rows) * (NODE.width + BROKEN_GAP), y })
      order.set(node.id, y / step)
    }
    at += broken * NODE.width + (broken - 1) * BROKEN_GAP + COLUMN_GAP
  }
  return places
}

/** The mean row of the placed nodes it is joined with; last where there are none. */
function wishOf(id: string, edges: GraphEdge[], order: Map<string, number>): number {
  const rows = edges.flatMap(({ from, to }) => {
    const other = from === id ? to : to === id ? from : null
    const row = other === null ? undefined : order.get(other)
    return row === undefined ? [] : [row]
  })
  return rows.length === 0 ? Number.MAX_SAFE_INTEGER : rows.reduce((sum, row) => sum + row, 0) / rows.length
}
