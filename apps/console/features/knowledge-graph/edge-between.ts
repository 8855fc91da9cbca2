import { EDGE_ENDS, type EdgeKind, type GraphEdge, type GraphNode } from '../../../../src/knowledge/graph/contract.ts'

/** The edge that may join two nodes, whichever way it was drawn; null where none may. */
export function edgeBetween(a: GraphNode | undefined, b: GraphNode | undefined): GraphEdge | null {
  if (!a || !b) return null
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    for (const [kind, ends] of Object.entries(EDGE_ENDS) as [EdgeKind, (typeof EDGE_ENDS)[EdgeKind]][])
      if (ends.from.includes(from.kind) && ends.to === to.kind) return { from: from.id, to: to.id, kind }
  }
  return null
}

export const edgeId = ({ from, to, kind }: GraphEdge): string => `${from} ${kind} ${to}`
