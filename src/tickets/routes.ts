import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
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
  ticketInput,
  ticketNote,
  ticketPatch,
  ticketPriority,
  ticketStatus,
  ticketType,
} from '#tickets/contract.ts'
import { exportCsv } from '#tickets/export-csv.ts'
import { noteTicket } from '#tickets/note.ts'
import { openTicket } from '#tickets/open.ts'
import { findTicket, listNotes, listTickets, type TicketFilter } from '#tickets/queries.ts'

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
  type: oneOf(ticketType).describe('comma-separated'),
  priority: oneOf(ticketPriority).describe('comma-separated'),
  assignee: z.string().min(1).max(64).optional().describe('user id, `me`, or `none`'),
  customer: z.string().min(1).max(64).optional(),
  conversation: z.string().min(1).max(64).optional(),
  overdue: z.enum(['true', 'false']).optional(),
  q: z.string().max(100).optional().describe('ticket number, or words of title, description or customer name'),
})
const page = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(100).optional(),
})

/** Tickets as the team works on them, and as their customers follow them. */
export function ticketRoutes(deps: { database: Database }): Route[] {
  return [...listRoutes(deps.database), ...workRoutes(deps.database), customerRoute(deps.database)]
}

function listRoutes(database: Database): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/tickets',
      access: 'tickets.read',
      tag: 'tickets',
      summary: 'Lists tickets, latest first.',
      query: filters.extend(page.shape),
      response: z.object({ items: z.array(ticket), nextCursor: z.string().nullable() }),
      handle: async ({ query, actor }) => listPage(database, toFilter(query, actor), query),
    }),
    route({
      method: 'GET',
      path: '/api/tickets.csv',
      access: 'tickets.read',
      tag: 'tickets',
      summary: 'The same tickets as a CSV file, all pages, headed in the language of the request.',
      query: filters,
      handle: async ({ query, actor, locale }) => ({
        download: Readable.from(exportCsv(allPages(database, toFilter(query, actor)), locale)),
        mime: 'text/csv; charset=utf-8',
        name: `tickets-${new Date().toISOString().slice(0, 10)}.csv`,
      }),
    }),
  ]
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
      handle: async ({ body, actor }) => ({
        ticket: await database.transaction((tx) => openTicket(tx, body, sender(actor).id)),
      }),
    }),
    route({
      method: 'GET',
      path: '/api/tickets/:id',
      access: 'tickets.read',
      tag: 'tickets',
      summary: 'One ticket with its notes, oldest first.',
      params: byId,
      response: z.object({ ticket, notes: z.array(ticketNote) }),
      handle: async ({ params }) => {
        const found = await findTicket(database.db, params.id)
        if (!found) throw new AppError('not_found')
        return { ticket: found, notes: await listNotes(database.db, [found.id]) }
      },
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
  const beforeNumber = asked.cursor === undefined ? undefined : readCursor(asked.cursor)
  const found = await listTickets(database.db, { ...filter, beforeNumber, limit: asked.limit + 1 })
  const items = found.slice(0, asked.limit)
  const last = items.at(-1)
  return { items, nextCursor: last && found.length > asked.limit ? writeCursor(last.number) : null }
}

/** Page by page, so that an export of any size needs little memory. */
async function* allPages(database: Database, filter: Filter): AsyncGenerator<Ticket[]> {
  const limit = 500
  for (let beforeNumber: number | undefined; ; ) {
    const items = await listTickets(database.db, { ...filter, beforeNumber, limit })
    if (items.length) yield items
    if (items.length < limit) return
    beforeNumber = items.at(-1)?.number
  }
}

const writeCursor = (number: number) => Buffer.from(`n${number}`).toString('base64url')

function readCursor(cursor: string): number {
  const [, digits] = /^n(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (!digits) throw new AppError('bad_request', { detail: 'cursor' })
  return Number(digits)
}

function sender(actor: Actor): { id: string; name: string } {
  return { id: `${actor.kind}:${actor.id}`, name: 'name' in actor ? actor.name : '' }
}
