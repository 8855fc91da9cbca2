import { z } from 'zod'
import { aboutFaultCode, type PartStock } from '#knowledge/graph/about-fault-code.ts'
import { changeGraph } from '#knowledge/graph/change-graph.ts'
import { faultHelp, graphEdge, graphNode, graphOperation } from '#knowledge/graph/contract.ts'
import { findNodes } from '#knowledge/graph/graph-queries.ts'
import { readGraph } from '#knowledge/graph/read-graph.ts'
import { byOf } from '#knowledge/workflow/by-of.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { type Route, route } from '#platform/http/route.ts'
import { language } from '#understanding/contract.ts'

const tag = 'graph'

/** The graph of products, fault codes, manuals, videos and spare parts. */
export function graphRoutes(deps: { database: Database; partStock: PartStock }): Route[] {
  const { database } = deps
  return [
    route({
      method: 'GET',
      path: '/api/knowledge/graph',
      access: 'knowledge.read',
      tag,
      summary: 'What is around a fault code, product, part, article or video; the whole graph without a name.',
      query: z.object({
        around: z.string().trim().min(1).max(120).optional(),
        depth: z.coerce.number().int().min(0).max(4).default(2),
        limit: z.coerce.number().int().min(1).max(1000).default(500),
      }),
      response: z.object({ nodes: z.array(graphNode), edges: z.array(graphEdge), truncated: z.boolean() }),
      handle: ({ query }) => readGraph(database.db, query),
    }),
    route({
      method: 'POST',
      path: '/api/knowledge/graph/changes',
      access: 'knowledge.write',
      tag,
      summary: 'Edits the graph, all steps or none; `inverse` holds the steps that undo it.',
      body: z.object({ operations: z.array(graphOperation).min(1).max(200) }),
      response: z.object({ inverse: z.array(graphOperation), nodes: z.array(graphNode) }),
      handle: ({ body, actor, ip }) =>
        database.transaction(async (tx) => {
          const inverse = await changeGraph(tx, body.operations, byOf(actor, ip))
          const touched = inverse.flatMap((step) => ('id' in step ? [step.id] : []))
          return { inverse, nodes: await findNodes(tx, touched) }
        }),
    }),
    route({
      method: 'GET',
      path: '/api/knowledge/fault-codes/:code',
      access: 'knowledge.read',
      tag,
      summary:
        'Manual, videos and spare parts with live stock for a fault code; without a product, which products have it.',
      params: z.object({ code: z.string().trim().min(1).max(20) }),
      query: z.object({ product: z.string().max(64).optional(), language: language.default('zh') }),
      response: faultHelp,
      handle: async ({ params, query }) => {
        const asked = { code: params.code, productId: query.product, language: query.language }
        const help = await aboutFaultCode(deps, asked)
        if (!help) throw new AppError('not_found')
        return help
      },
    }),
    route({
      method: 'GET',
      path: '/api/knowledge/parts/:partId/stock',
      access: 'knowledge.read',
      tag,
      summary: 'Live stock of a spare part; null when the business system does not know it or does not answer.',
      params: z.object({ partId: z.string().trim().min(1).max(120) }),
      response: z.object({ stock: z.number().nullable() }),
      handle: async ({ params }) => ({ stock: await deps.partStock(params.partId) }),
    }),
  ]
}
