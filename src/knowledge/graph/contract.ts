import { z } from 'zod'
import type { EventDefinitions } from '#platform/ledger/contract.ts'

export const nodeKind = z.enum(['product', 'fault_code', 'article', 'video', 'part'])
export type NodeKind = z.infer<typeof nodeKind>
export const edgeKind = z.enum(['has_fault', 'explained_by', 'shown_in', 'needs_part'])
export type EdgeKind = z.infer<typeof edgeKind>

const id = z.string().min(1).max(120)
const place = z.number().int().min(-1_000_000).max(1_000_000)
const title = z.string().trim().min(1).max(200)
const titleEn = z.string().trim().max(200)

/** What is particular to a kind: `code` and `productId` of a fault code, `url` and `seconds` of a video. */
const data = z.strictObject({
  code: z.string().max(20).optional(),
  productId: z.string().max(64).optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  seconds: z.number().int().min(0).max(86_400).optional(),
})

/** `ref` names the thing itself: product id, fault code, article id, part id; for a video any name. x, y: its place in the picture. */
export const graphNode = z.object({
  id,
  kind: nodeKind,
  ref: z.string().trim().min(1).max(120),
  title,
  titleEn,
  data,
  x: place,
  y: place,
})
export type GraphNode = z.infer<typeof graphNode>

export const graphEdge = z.object({ from: id, to: id, kind: edgeKind })
export type GraphEdge = z.infer<typeof graphEdge>

/** Which kinds an edge may join. */
export const EDGE_ENDS: Record<EdgeKind, { from: readonly NodeKind[]; to: NodeKind }> = {
  has_fault: { from: ['product'], to: 'fault_code' },
  explained_by: { from: ['product', 'fault_code', 'part'], to: 'article' },
  shown_in: { from: ['product', 'fault_code', 'article'], to: 'video' },
  needs_part: { from: ['product', 'fault_code'], to: 'part' },
}

/** One step of editing; its inverse is a list of steps. */
export const graphOperation = z.discriminatedUnion('op', [
  z.object({
    op: z.literal('create-node'),
    node: graphNode.omit({ id: true, titleEn: true, data: true, x: true, y: true }).extend({
      id: id.optional(),
      titleEn: titleEn.default(''),
      data: data.default({}),
      x: place.default(0),
      y: place.default(0),
    }),
  }),
  z.object({
    op: z.literal('edit-node'),
    id,
    ref: graphNode.shape.ref.optional(),
    title: title.optional(),
    titleEn: titleEn.optional(),
    data: data.optional(),
  }),
  z.object({ op: z.literal('move-node'), id, x: place, y: place }),
  z.object({ op: z.literal('delete-node'), id }),
  z.object({ op: z.literal('connect'), from: id, to: id, kind: edgeKind }),
  z.object({ op: z.literal('disconnect'), from: id, to: id, kind: edgeKind }),
])
export type GraphOperation = z.infer<typeof graphOperation>

/** All that is known of a fault code. Without a product, a code that several products have says which (`products`). */
export const faultHelp = z.object({
  code: z.string(),
  product: z.object({ id: z.string(), title: z.string() }).nullable(),
  products: z.array(z.object({ id: z.string(), title: z.string() })),
  meaning: z.string(),
  /** The manual: published articles, whole. */
  articles: z.array(z.object({ id: z.string(), title: z.string(), body: z.string() })),
  videos: z.array(z.object({ title: z.string(), url: z.string(), seconds: z.number().nullable() })),
  /** Spare parts with live stock; null when the business system does not answer. */
  parts: z.array(z.object({ partId: z.string(), title: z.string(), stock: z.number().nullable() })),
})
export type FaultHelp = z.infer<typeof faultHelp>

export const graphEvents = {
  'graph.changed': { payload: z.object({ operations: z.array(graphOperation) }), topics: () => ['team'] },
} satisfies EventDefinitions
