import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Database } from '#platform/db/open.ts'
import { AppError, type Locale } from '#platform/errors.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'
import { changeTicket } from '#tickets/change.ts'
import {
  customerNote,
  customerTicket,
  forCustomer,
  noteForCustomer,
  noteInput,
  type Ticket,
  ticket,
  ticketDetails,
  ticketInput,
  ticketNote,
  ticketPatch,
} from '#tickets/contract.ts'
import { EXPORT_COLUMNS, exportCsv } from '#tickets/export-csv.ts'
import { type ManageDeps, manageRoutes } from '#tickets/manage-routes.ts'
import { noteTicket } from '#tickets/note.ts'
import { openTicket, requireType } from '#tickets/open.ts'
import { listNotes, listTickets, type TicketCursor, type TicketFilter } from '#tickets/queries.ts'
import { readDetails } from '#tickets/read-details.ts'
import { relationRoutes } from '#tickets/relation-routes.ts'
import { ticketStateId, ticketStatus } from '#tickets/states/contract.ts'
import { listStates } from '#tickets/states/state-queries.ts'
import { checkFields } from '#tickets/types/check-fields.ts'
import { ticketPriority, ticketType } from '#tickets/types/contract.ts'
import { listTypes } from '#tickets/types/type-queries.ts'

const byId = z.object({ id: z.string().min(1).max(64) })
/** A comma-separated list of known words. */
const oneOf = <T extends string>(known: z.ZodType<T>) =>
  z
    .string()
    .max(100)
    .transform((text, context): T[] => {
      const parsed = z.array(known).safeParse(text.split(','))
      if (parsed.success) return parsed.data
      context.addIssue({ code: 'custom', message: parsed.error.issues[0]?.message ?? 'unknown' })
      return z.NEVER
    })
    .optional()
const filters = z.object({
  status: oneOf(ticketStatus).describe('comma-separated'),
  state: oneOf(ticketStateId).describe('comma-separated'),
  type: oneOf(ticketType).describe('comma-separated'),
  priority: oneOf(ticketPriority).describe('comma-separated'),
  assignee: z.string().min(1).max(64).optional().describe('user id, `me`, or `none`'),
  customer: z.string().min(1).max(64).optional(),
  conversation: z.string().min(1).max(64).optional(),
  overdue: z.enum(['true', 'false']).optional(),
  skill: z.string().min(1).max(40).optional(),
  q: z.string().max(100).optional().describe('ticket number, or words of title, description or customer name'),
})
const sort = z.enum(['newest', 'due', 'urgent']).default('newest')
const page = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(200).optional(),
})

/** Tickets as the team works on them, and as their customers follow them. */
export function ticketRoutes(deps: ManageDeps): Route[] {
  return [
    ...listRoutes(deps.database),
    ...workRoutes(deps.database),
    ...relationRoutes(deps),
    ...manageRoutes(deps),
    customerRoute(deps.database),
  ]
}

function listRoutes(database: Database): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/tickets',
      access: 'tickets.read',
      tag: 'tickets',
      summary: 'Lists tickets: newest first, least time left first, or most urgent first.',
      query: filters.extend({ ...page.shape, sort }),
      response: z.object({ items: z.array(ticket), nextCursor: z.string().nullable() }),
      handle: async ({ query, actor }) => listPage(database, toFilter(query, actor), query),
    }),
    route({
      method: 'GET',
      path: '/api/tickets.csv',
      access: 'tickets.read',
      tag: 'tickets',
      summary: 'The same tickets as a CSV file, all pages, headed in the language of the request.',
      query: filters.extend({ columns: oneOf(z.enum(EXPORT_COLUMNS)).describe('comma-separated; all when left out') }),
      handle: async ({ query: { columns, ...asked }, actor, locale }) => ({
        download: Readable.from(
          exportCsv(allPages(database, toFilter(asked, actor)), await namesIn(database, locale), columns),
        ),
        mime: 'text/csv; charset=utf-8',
        name: `tickets-${new Date().toISOString().slice(0, 10)}.csv`,
      }),
    }),
  ]
}

async function namesIn({ db }: Database, locale: Locale) {
  return { locale, types: await listTypes(db), states: await listStates(db) }
}

function workRoutes(database: Database): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/tickets',
      access: 'tickets.write',
      tag: 'tickets',
      summary: 'Opens a ticket for a customer.',
      body: ticketInput,
      response: z.object({ ticket }),
      handle: async ({ body, actor, locale }) => ({
        ticket: await database.transaction(async (tx) => {
          checkFields((await requireType(tx, body.type)).fields, body.fields, locale)
          return openTicket(tx, body, sender(actor).id)
        }),
      }),
    }),
    route({
      method: 'GET',
      path: '/api/tickets/:id',
      access: 'tickets.read',
      tag: 'tickets',
      summary: 'One ticket with its notes, oldest first, and all that hangs on it.',
      params: byId,
      response: ticketDetails,
      handle: async ({ params }) => readDetails(database.db, params.id),
    }),
    route({
      method: 'PATCH',
      path: '/api/tickets/:id',
      access: 'tickets.write',
      tag: 'tickets',
      summary: 'Changes a ticket; `version` must be the one that was read.',
      params: byId,
      body: ticketPatch,
      response: z.object({ ticket }),
      handle: async ({ params, body, actor }) => ({
        ticket: await database.transaction((tx) => changeTicket(tx, params.id, body, sender(actor).id)),
      }),
    }),
    route({
      method: 'POST',
      path: '/api/tickets/:id/notes',
      access: 'tickets.write',
      tag: 'tickets',
      summary: 'Adds a note; with `customerVisible` the customer sees it too.',
      params: byId,
      body: noteInput,
      response: z.object({ note: ticketNote }),
      handle: async ({ params, body, actor }) => ({
        note: await database.transaction((tx) => noteTicket(tx, params.id, body, sender(actor))),
      }),
    }),
  ]
}

function customerRoute(database: Database): Route {
  return route({
    method: 'GET',
    path: '/api/widget/tickets',
    access: 'customer',
    tag: 'tickets',
    summary: "The customer's own tickets, latest first, with the notes meant for him.",
    query: page,
    response: z.object({
      items: z.array(customerTicket.extend({ notes: z.array(customerNote) })),
      nextCursor: z.string().nullable(),
    }),
    handle: async ({ query, actor }) => {
      const { items, nextCursor } = await listPage(database, { customerId: actor.id }, query)
      const notes = await listNotes(
        database.db,
        items.map((one) => one.id),
        'customer-visible',
      )
      const notesOf = (one: Ticket) => notes.filter((note) => note.ticketId === one.id).map(noteForCustomer)
      return { items: items.map((one) => ({ ...forCustomer(one), notes: notesOf(one) })), nextCursor }
    },
  })
}

type Filter = Omit<TicketFilter, 'limit'>

function toFilter(query: z.output<typeof filters>, actor: Actor): Filter {
  const { assignee, customer, conversation, overdue, ...rest } = query
  const assigneeId = assignee === 'me' ? actor.id : assignee === 'none' ? null : assignee
  return {
    ...rest,
    assigneeId,
    customerId: customer,
    conversationId: conversation,
    overdueAt: overdue === 'true' ? new Date() : undefined,
  }
}

async function listPage(database: Database, filter: Filter, asked: z.output<typeof page>) {
  const after = asked.cursor === undefined ? undefined : readCursor(asked.cursor)
  const found = await listTickets(database.db, { ...filter, after, limit: asked.limit + 1 })
  const items = found.slice(0, asked.limit)
  const last = items.at(-1)
  return { items, nextCursor: last && found.length > asked.limit ? writeCursor(last) : null }
}

/** Page by page, so that an export of any size needs little memory. */
async function* allPages(database: Database, filter: Filter): AsyncGenerator<Ticket[]> {
  const limit = 500
  for (let after: TicketCursor | undefined; ; ) {
    const items: Ticket[] = await listTickets(database.db, { ...filter, after, limit })
    if (items.length) yield items
    if (items.length < limit) return
    after = items.at(-1)
  }
}

const cursorShape = z.object({
  number: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  priority: ticketPriority,
  dueAt: z.iso.datetime().nullable(),
})
const writeCursor = ({ number, priority, dueAt }: TicketCursor) =>
  Buffer.from(JSON.stringify({ number, priority, dueAt })).toString('base64url')

function readCursor(cursor: string): TicketCursor {
  try {
    return cursorShape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw new AppError('bad_request', { detail: 'cursor' })
  }
}

function sender(actor: Actor): { id: string; name: string } {
  return { id: `${actor.kind}:${actor.id}`, name: 'name' in actor ? actor.name : '' }
}
