import { type Selectable, sql } from 'kysely'
import type { EdgeKind, GraphEdge, GraphNode, NodeKind } from '#knowledge/graph/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'

const toNode = (row: Selectable<Tables['graph_nodes']>): GraphNode => ({
  id: row.id,
  kind: row.kind as NodeKind,
  ref: row.ref,
  title: row.title,
  titleEn: row.title_en,
  data: row.data as GraphNode['data'],
  x: row.x,
  y: row.y,
})
const toEdge = (row: Selectable<Tables['graph_edges']>): GraphEdge => ({
  from: row.from_id,
  to: row.to_id,
  kind: row.kind as EdgeKind,
})
const columns = (node: GraphNode) => ({
  kind: node.kind,
  ref: node.ref,
  title: node.title,
  title_en: node.titleEn,
  data: JSON.stringify(node.data),
  x: node.x,
  y: node.y,
})

export async function findNodes(db: Queryable, ids: string[]): Promise<GraphNode[]> {
  if (!ids.length) return []
  return (await db.selectFrom('graph_nodes').selectAll().where('id', 'in', ids).orderBy('id').execute()).map(toNode)
}

export async function listNodes(db: Queryable, limit: number): Promise<GraphNode[]> {
  return (await db.selectFrom('graph_nodes').selectAll().orderBy('id').limit(limit).execute()).map(toNode)
}

/** Nodes that are called so: by id, by what they stand for, or by title. */
export async function findCalled(db: Queryable, name: string, limit: number): Promise<GraphNode[]> {
  const rows = await db
    .selectFrom('graph_nodes')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('id', '=', name),
        eb(sql<string>`lower(ref)`, '=', name.toLowerCase()),
        eb('title', '=', name),
        eb(sql<string>`lower(title_en)`, '=', name.toLowerCase()),
        eb.and([eb('kind', '=', 'fault_code'), eb(sql<string>`data->>'code'`, '=', name.toUpperCase())]),
      ]),
    )
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toNode)
}

/** Edges that touch any of these nodes. */
export async function edgesOf(db: Queryable, ids: string[]): Promise<GraphEdge[]> {
  if (!ids.length) return []
  const rows = await db
    .selectFrom('graph_edges')
    .selectAll()
    .where((eb) => eb.or([eb('from_id', 'in', ids), eb('to_id', 'in', ids)]))
    .orderBy('from_id')
    .orderBy('to_id')
    .orderBy('kind')
    .execute()
  return rows.map(toEdge)
}

/** False when the id is taken. */
export async function insertNode(tx: Tx, node: GraphNode, by: string): Promise<boolean> {
  const row = await tx
    .insertInto('graph_nodes')
    .values({ id: node.id, ...columns(node), created_by: by })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Whoever edits a node owns it from then on; a pack no longer touches it. */
export async function updateNode(tx: Tx, node: GraphNode, by: string): Promise<void> {
  await tx
    .updateTable('graph_nodes')
    .set({ ...columns(node), created_by: by, updated_at: new Date() })
    .where('id', '=', node.id)
    .execute()
}

export async function moveNode(tx: Tx, id: string, x: number, y: number): Promise<void> {
  await tx.updateTable('graph_nodes').set({ x, y, updated_at: new Date() }).where('id', '=', id).execute()
}

/** Its edges go with it. */
export async function deleteNode(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('graph_nodes').where('id', '=', id).execute()
}

/** False when they are joined so already. */
export async function insertEdge(tx: Tx, edge: GraphEdge): Promise<boolean> {
  const row = await tx
    .insertInto('graph_edges')
    .values({ from_id: edge.from, to_id: edge.to, kind: edge.kind })
    .onConflict((oc) => oc.doNothing())
    .returning('from_id')
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteEdge(tx: Tx, edge: GraphEdge): Promise<boolean> {
  const row = await tx
    .deleteFrom('graph_edges')
    .where('from_id', '=', edge.from)
    .where('to_id', '=', edge.to)
    .where('kind', '=', edge.kind)
    .returning('from_id')
    .executeTakeFirst()
  return row !== undefined
}

/** What a pack brought and nobody edited, but the ones to keep. */
export async function deleteNodesBy(tx: Tx, by: string, keep: string[]): Promise<void> {
  let query = tx.deleteFrom('graph_nodes').where('created_by', '=', by)
  if (keep.length) query = query.where('id', 'not in', keep)
  await query.execute()
}

/** Fault codes of this name, of one product or of all. */
export async function findFaults(db: Queryable, code: string, productId: string | null): Promise<GraphNode[]> {
  let query = db
    .selectFrom('graph_nodes')
    .selectAll()
    .where('kind', '=', 'fault_code')
    .where((eb) => eb.or([eb('ref', '=', code), eb(sql<string>`data->>'code'`, '=', code)]))
  if (productId) query = query.where(sql<string>`data->>'productId'`, '=', productId)
  return (await query.orderBy('id').limit(100).execute()).map(toNode)
}

/** A product and its fault codes. */
export async function findOfProduct(db: Queryable, productId: string): Promise<GraphNode[]> {
  const rows = await db
    .selectFrom('graph_nodes')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb.and([eb('kind', '=', 'product'), eb('ref', '=', productId)]),
        eb.and([eb('kind', '=', 'fault_code'), eb(sql<string>`data->>'productId'`, '=', productId)]),
      ]),
    )
    .orderBy('id')
    .limit(100)
    .execute()
  return rows.map(toNode)
}
