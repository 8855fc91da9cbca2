import type { GraphEdge, GraphNode } from '#knowledge/graph/contract.ts'
import { edgesOf, findCalled, findNodes, listNodes } from '#knowledge/graph/graph-queries.ts'
import type { Queryable } from '#platform/db/open.ts'

export type Picture = { nodes: GraphNode[]; edges: GraphEdge[]; truncated: boolean }

/** The neighbourhood of everything called `around`, so many edges deep; all of the graph without a name. */
export async function readGraph(
  db: Queryable,
  { around, depth, limit }: { around?: string; depth: number; limit: number },
): Promise<Picture> {
  const start = around ? await findCalled(db, around, limit) : await listNodes(db, limit + 1)
  const nodes = new Map(start.slice(0, limit).map((node) => [node.id, node]))
  let truncated = start.length > limit
  let rim = [...nodes.keys()]
  for (let step = 0; around && step < depth && rim.length; step++) {
    const near = new Set((await edgesOf(db, rim)).flatMap(({ from, to }) => [from, to]))
    const fresh = [...near].filter((id) => !nodes.has(id))
    const room = limit - nodes.size
    truncated ||= fresh.length > room
    const found = await findNodes(db, fresh.slice(0, room))
    for (const node of found) nodes.set(node.id, node)
    rim = found.map(({ id }) => id)
  }
  const edges = await edgesOf(db, [...nodes.keys()])
  return {
    nodes: [...nodes.values()],
    edges: edges.filter(({ from, to }) => nodes.has(from) && nodes.has(to)),
    truncated,
  }
}
