import { recordAudit } from '#governance/record-audit.ts'
import type { By } from '#knowledge/articles.ts'
import { EDGE_ENDS, type GraphEdge, type GraphNode, type GraphOperation, graphNode } from '#knowledge/graph/contract.ts'
import {
  deleteEdge,
  deleteNode,
  edgesOf,
  findNodes,
  insertEdge,
  insertNode,
  moveNode,
  updateNode,
} from '#knowledge/graph/graph-queries.ts'
import { findArticle } from '#knowledge/queries.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'

/**
 * Does all the steps or none, and answers with the steps that undo them. Throws graph_invalid for an edge that joins
 * the wrong kinds, a node that does not exist or exists already, an article that does not exist.
 */
export async function changeGraph(tx: Tx, operations: GraphOperation[], by: By): Promise<GraphOperation[]> {
  const inverse: GraphOperation[] = []
  const done: GraphOperation[] = []
  for (const operation of operations) {
    const step = await apply(tx, operation, by)
    if (!step) continue
    done.push(step.done)
    inverse.unshift(...step.inverse)
  }
  if (!done.length) return []
  await appendEvents(tx, [
    { kind: 'graph.changed', conversationId: null, customerId: null, actor: by.actor, payload: { operations: done } },
  ])
  const detail = { operations: done.length, first: done[0]!.op }
  await recordAudit(tx, { actor: by.actor, action: 'graph.changed', target: 'graph', detail, ip: by.ip })
  return inverse
}

type Step = { done: GraphOperation; inverse: GraphOperation[] }

async function apply(tx: Tx, operation: GraphOperation, by: By): Promise<Step | null> {
  switch (operation.op) {
    case 'create-node':
      return createNode(tx, operation, by)
    case 'edit-node':
      return editNode(tx, operation, by)
    case 'move-node': {
      const { id, x, y } = await existing(tx, operation.id)
      await moveNode(tx, id, operation.x, operation.y)
      return { done: operation, inverse: [{ op: 'move-node', id, x, y }] }
    }
    case 'delete-node': {
      const node = await existing(tx, operation.id)
      const edges = await edgesOf(tx, [node.id])
      await deleteNode(tx, node.id)
      const joins = edges.map((edge): GraphOperation => ({ op: 'connect', ...edge }))
      return { done: operation, inverse: [{ op: 'create-node', node }, ...joins] }
    }
    case 'connect':
      return connect(tx, operation)
    case 'disconnect': {
      const { from, to, kind } = operation
      if (!(await deleteEdge(tx, { from, to, kind }))) return null
      return { done: operation, inverse: [{ op: 'connect', from, to, kind }] }
    }
  }
}

async function createNode(tx: Tx, { op, node }: Extract<GraphOperation, { op: 'create-node' }>, by: By): Promise<Step> {
  const whole: GraphNode = { ...node, id: node.id ?? newId() }
  await checkNode(tx, whole)
  if (!(await insertNode(tx, whole, by.actor))) throw invalid(`${whole.id} exists`)
  return { done: { op, node: whole }, inverse: [{ op: 'delete-node', id: whole.id }] }
}

async function editNode(tx: Tx, operation: Extract<GraphOperation, { op: 'edit-node' }>, by: By): Promise<Step> {
  const before = await existing(tx, operation.id)
  const { op, id, ...change } = operation
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const after = graphNode.parse({ ...before, ...given })
  await checkNode(tx, after)
  await updateNode(tx, after, by.actor)
  const { ref, title, titleEn, data } = before
  return { done: operation, inverse: [{ op, id, ref, title, titleEn, data }] }
}

async function connect(tx: Tx, operation: Extract<GraphOperation, { op: 'connect' }>): Promise<Step | null> {
  const edge: GraphEdge = { from: operation.from, to: operation.to, kind: operation.kind }
  const [from, to] = [await existing(tx, edge.from), await existing(tx, edge.to)]
  const ends = EDGE_ENDS[edge.kind]
  if (!ends.from.includes(from.kind) || ends.to !== to.kind) throw invalid(`${from.kind} –${edge.kind}→ ${to.kind}`)
  if (!(await insertEdge(tx, edge))) return null
  return { done: operation, inverse: [{ op: 'disconnect', ...edge }] }
}

async function checkNode(tx: Tx, { kind, ref, data }: GraphNode): Promise<void> {
  if (kind === 'video' && !data.url) throw invalid('video: data.url')
  if (kind === 'article' && !(await findArticle(tx, ref))) throw invalid(`article ${ref}`)
}

async function existing(tx: Tx, id: string): Promise<GraphNode> {
  const [node] = await findNodes(tx, [id])
  if (!node) throw invalid(id)
  return node
}

const invalid = (detail: string) => new AppError('graph_invalid', { detail })
