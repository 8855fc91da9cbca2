import { z } from 'zod'
import type { Action } from '#business/action.ts'
import type { Catalogue } from '#business/catalogue.ts'
import type { ActionOutcome, Perform } from '#business/contract.ts'
import type { Connector } from '#business/openapi-connector.ts'
import { logistics, order, orderList } from '#business/shapes.ts'
import { businessStatus, connectorStatus } from '#business/status.ts'
import { AppError, type Locale } from '#platform/errors.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'
import { newId } from '#platform/id.ts'

export type BusinessRoutesDeps = {
  perform: Perform
  catalogue: Catalogue
  connectors: () => Connector[]
  /** Whose conversation it is; null when there is none. An action may be noted only in its own customer's. */
  customerOf: (conversationId: string) => Promise<string | null>
}

const id = z.string().min(1).max(64)
const byId = z.object({ id })
const ofCustomer = z.object({ customerId: id })
const wording = z.object({ zh: z.string(), en: z.string() })
const catalogueEntry = z.object({
  name: z.string(),
  title: wording,
  writes: z.boolean(),
  access: z.enum(['customer', 'anyone']),
  input: z.record(z.string(), z.unknown()),
})

/** The team's view of the business: a customer's orders, and actions on his behalf. */
export function businessRoutes(deps: BusinessRoutesDeps): Route[] {
  return [...orderRoutes(deps.perform), ...systemRoutes(deps), actionRoute(deps)]
}

function orderRoutes(perform: Perform): Route[] {
  const read = (action: string, input: Record<string, unknown>, customerId: string, actor: Actor) =>
    perform({
      action,
      input,
      customerId,
      conversationId: null,
      actor: `${actor.kind}:${actor.id}`,
      idempotencyKey: newId(),
    })
  return [
    route({
      method: 'GET',
      path: '/api/customers/:id/orders',
      access: 'business.read',
      tag: 'business',
      summary:
        'Orders of a customer in the business system, newest first; none for one it does not know, or without a shop.',
      params: byId,
      response: z.object({ items: orderList.shape.orders, nextCursor: z.null() }),
      handle: async ({ params, actor, locale }) => {
        const outcome = await read('orders.list', {}, params.id, actor)
        if (!outcome.ok && (outcome.why === 'not_found' || ['sign_in_needed', 'unknown_action'].includes(outcome.code)))
          return { items: [], nextCursor: null }
        const { orders } = answerOf(outcome, locale) as z.infer<typeof orderList>
        return { items: orders, nextCursor: null }
      },
    }),
    route({
      method: 'GET',
      path: '/api/orders/:id',
      access: 'business.read',
      tag: 'business',
      summary: 'One order of a customer.',
      params: byId,
      query: ofCustomer,
      response: order,
      handle: async ({ params, query, actor, locale }) =>
        answerOf(await read('orders.get', { orderId: params.id }, query.customerId, actor), locale),
    }),
    route({
      method: 'GET',
      path: '/api/orders/:id/logistics',
      access: 'business.read',
      tag: 'business',
      summary: 'Where the parcel of an order is, latest event first.',
      params: byId,
      query: ofCustomer,
      response: logistics,
      handle: async ({ params, query, actor, locale }) =>
        answerOf(await read('orders.logistics', { orderId: params.id }, query.customerId, actor), locale),
    }),
  ]
}

function systemRoutes({ catalogue, connectors }: BusinessRoutesDeps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/business/actions',
      access: 'business.read',
      tag: 'business',
      summary: 'The catalogue of actions: what each takes and whether it changes something.',
      response: z.object({ items: z.array(catalogueEntry) }),
      handle: async () => ({ items: catalogue.all().map(describe) }),
    }),
    route({
      method: 'GET',
      path: '/api/business/status',
      access: 'business.read',
      tag: 'business',
      summary: 'How the business systems are doing: circuit breaker and last error.',
      response: z.object({ items: z.array(connectorStatus) }),
      handle: async () => businessStatus(connectors()),
    }),
  ]
}

function actionRoute(deps: BusinessRoutesDeps): Route {
  return route({
    method: 'POST',
    path: '/api/business/actions/:name',
    access: 'business.act',
    tag: 'business',
    summary: 'Runs an action for a customer. Actions that change something need an Idempotency-Key.',
    params: z.object({ name: z.string().min(1).max(60) }),
    body: z.object({
      customerId: id,
      conversationId: id.optional(),
      input: z.record(z.string().max(60), z.unknown()).default({}),
    }),
    response: z.object({ data: z.unknown() }),
    handle: async ({ params, body, actor, locale, idempotencyKey }) => {
      const action = deps.catalogue.find(params.name)
      if (!action) throw new AppError('not_found')
      if (action.held) throw new AppError('forbidden')
      if (action.writes && idempotencyKey === null) throw new AppError('bad_request', { detail: 'Idempotency-Key' })
      checkInput(action.input, body.input)
      const conversationId = body.conversationId ?? null
      if (conversationId && (await deps.customerOf(conversationId)) !== body.customerId) throw new AppError('not_found')
      const sender = `${actor.kind}:${actor.id}`
      const outcome = await deps.perform({
        action: action.name,
        input: body.input,
        customerId: body.customerId,
        conversationId,
        actor: sender,
        // Two senders may choose the same key.
        idempotencyKey: idempotencyKey === null ? newId() : `${sender}:${idempotencyKey}`,
      })
      return { data: answerOf(outcome, locale) }
    },
  })
}

function describe({ name, title, writes, access, input }: Action) {
  const { $schema: _, ...schema } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })
  return { name, title, writes, access, input: schema as Record<string, unknown> }
}

/** An agent learns which field is wrong; the customer's wording is for the customer. */
function checkInput(schema: z.ZodType, input: unknown): void {
  const parsed = schema.safeParse(input)
  if (parsed.success) return
  const issues = parsed.error.issues
    .slice(0, 10)
    .map((issue) => ({ path: ['body', 'input', ...issue.path].join('.'), message: issue.message }))
  throw new AppError(
    'bad_request',
    { detail: issues.map((issue) => `${issue.path} ${issue.message}`).join('; ') },
    issues,
  )
}

function answerOf(outcome: ActionOutcome, locale: Locale): unknown {
  if (outcome.ok) return outcome.data
  if (outcome.why === 'not_found') throw new AppError('not_found')
  if (outcome.why === 'unavailable')
    throw new AppError('business_unavailable', {}, { code: outcome.code, message: outcome.message[locale] })
  throw new AppError('business_refused', { detail: outcome.message[locale] }, { code: outcome.code })
}
