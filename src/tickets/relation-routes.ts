import { z } from 'zod'
import type { Database } from '#platform/db/open.ts'
import { AppError, errorBody } from '#platform/errors.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'
import { approve, askAgain } from '#tickets/approve.ts'
import { changeTicket } from '#tickets/change.ts'
import {
  approval,
  approvalDecision,
  bulkAnswer,
  bulkInput,
  historyEntry,
  linkInput,
  mergeInput,
  ticket,
  ticketLink,
} from '#tickets/contract.ts'
import { ticketHistory } from '#tickets/history.ts'
import { linkTickets, unlinkTickets } from '#tickets/link.ts'
import { mergeTicket, unmergeTicket } from '#tickets/merge.ts'
import { findTicket } from '#tickets/queries.ts'

const id = z.string().min(1).max(64)
const byId = z.object({ id })
const by = (actor: Actor) => `${actor.kind}:${actor.id}`

/** How tickets hang together, who has to agree to them, and what became of them. */
export function relationRoutes({ database }: { database: Database }): Route[] {
  return [
    bulkRoute(database),
    historyRoute(database),
    ...linkRoutes(database),
    ...mergeRoutes(database),
    ...approvalRoutes(database),
  ]
}

function bulkRoute(database: Database): Route {
  return route({
    method: 'POST',
    path: '/api/tickets/bulk',
    access: 'tickets.write',
    tag: 'tickets',
    summary: 'Changes many tickets alike; each that cannot be changed is named with its reason.',
    body: bulkInput,
    response: bulkAnswer,
    handle: async ({ body, actor, locale }) => {
      const answer: z.output<typeof bulkAnswer> = { done: [], failed: [] }
      for (const one of new Set(body.ids)) {
        try {
          await database.transaction(async (tx) => {
            const found = await findTicket(tx, one)
            if (!found) throw new AppError('not_found')
            await changeTicket(tx, one, { ...body.patch, version: found.version }, by(actor))
          })
          answer.done.push(one)
        } catch (error) {
          if (!(error instanceof AppError)) throw error
          const { code, message } = errorBody(error, locale).error
          answer.failed.push({ id: one, code, message })
        }
      }
      return answer
    },
  })
}

function historyRoute(database: Database): Route {
  return route({
    method: 'GET',
    path: '/api/tickets/:id/history',
    access: 'tickets.read',
    tag: 'tickets',
    summary: 'Everything that happened to a ticket, latest first.',
    params: byId,
    response: z.object({ items: z.array(historyEntry) }),
    handle: async ({ params }) => {
      const found = await findTicket(database.db, params.id)
      if (!found) throw new AppError('not_found')
      return { items: await ticketHistory(database.db, found) }
    },
  })
}

function linkRoutes(database: Database): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/tickets/:id/links',
      access: 'tickets.write',
      tag: 'tickets',
      summary: 'Links a ticket to another one.',
      params: byId,
      body: linkInput,
      response: z.object({ links: z.array(ticketLink) }),
      handle: async ({ params, body, actor }) => ({
        links: await database.transaction((tx) => linkTickets(tx, params.id, body, by(actor))),
      }),
    }),
    route({
      method: 'DELETE',
      path: '/api/tickets/:id/links/:other',
      access: 'tickets.write',
      tag: 'tickets',
      summary: 'Takes a link away.',
      params: z.object({ id, other: id }),
      response: z.object({ links: z.array(ticketLink) }),
      handle: async ({ params, actor }) => ({
        links: await database.transaction((tx) => unlinkTickets(tx, params.id, params.other, by(actor))),
      }),
    }),
  ]
}

function mergeRoutes(database: Database): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/tickets/:id/merge',
      access: 'tickets.write',
      tag: 'tickets',
      summary: 'Closes a ticket that goes on in another of the same customer.',
      params: byId,
      body: mergeInput,
      response: z.object({ ticket }),
      handle: async ({ params, body, actor }) => ({
        ticket: await database.transaction((tx) => mergeTicket(tx, params.id, body, by(actor))),
      }),
    }),
    route({
      method: 'POST',
      path: '/api/tickets/:id/unmerge',
      access: 'tickets.write',
      tag: 'tickets',
      summary: 'Opens a merged ticket again.',
      params: byId,
      body: mergeInput.pick({ version: true }),
      response: z.object({ ticket }),
      handle: async ({ params, body, actor }) => ({
        ticket: await database.transaction((tx) => unmergeTicket(tx, params.id, body.version, by(actor))),
      }),
    }),
  ]
}

function approvalRoutes(database: Database): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/tickets/:id/approvals/:step',
      access: 'tickets.write',
      tag: 'tickets',
      summary: "Agrees to one step, or refuses it; only people of the step's role, and nobody for himself.",
      params: z.object({ id, step: z.coerce.number().int().min(1).max(1000) }),
      body: approvalDecision,
      response: z.object({ approvals: z.array(approval) }),
      handle: async ({ params, body, actor }) => ({
        approvals: await database.transaction((tx) => approve(tx, params.id, params.step, body, actor)),
      }),
    }),
    route({
      method: 'POST',
      path: '/api/tickets/:id/approvals/again',
      access: 'tickets.write',
      tag: 'tickets',
      summary: 'Asks again for what was refused.',
      params: byId,
      response: z.object({ approvals: z.array(approval) }),
      handle: async ({ params, actor }) => ({
        approvals: await database.transaction((tx) => askAgain(tx, params.id, by(actor))),
      }),
    }),
  ]
}
