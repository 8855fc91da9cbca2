import { z } from 'zod'
import type { ActionDefinition } from '#business/contract.ts'
import type { Database } from '#platform/db/open.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'
import { checkActions } from '#tickets/rules/check-actions.ts'
import { dryRun, dryRunInput, ruleInput, ruleRun, ruleView } from '#tickets/rules/contract.ts'
import { dryRunRule } from '#tickets/rules/dry-run.ts'
import { listRules, listRuns } from '#tickets/rules/rule-queries.ts'
import { removeRule, saveRule } from '#tickets/rules/save-rule.ts'
import { stateRoutes } from '#tickets/states/state-routes.ts'
import { ticketSettings, ticketTypeInput, ticketTypeView } from '#tickets/types/contract.ts'
import { saveType } from '#tickets/types/save-type.ts'
import { readTicketSettings, writeTicketSettings } from '#tickets/types/settings.ts'
import { listTypes } from '#tickets/types/type-queries.ts'

const byId = z.object({ id: z.string().min(1).max(64) })
const by = (actor: Actor, ip: string) => ({ actor: `${actor.kind}:${actor.id}`, ip })

/** What a ticket of each type asks for, how its clocks run, and what happens by itself. */
export function manageRoutes({ database, actions }: ManageDeps): Route[] {
  return [
    ...typeRoutes(database),
    ...stateRoutes(database),
    ...settingRoutes(database),
    ...ruleRoutes(database, actions),
    ...ruleLookRoutes(database, actions),
  ]
}
/** `actions` is what the business can do. */
export type ManageDeps = { database: Database; actions: () => readonly ActionDefinition[] }

function typeRoutes(database: Database): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/ticket-types',
      access: 'tickets.read',
      tag: 'tickets',
      summary: 'All types of tickets, also those out of use.',
      response: z.object({ items: z.array(ticketTypeView) }),
      handle: async () => ({ items: await listTypes(database.db) }),
    }),
    route({
      method: 'POST',
      path: '/api/ticket-types',
      access: 'tickets.manage',
      tag: 'tickets',
      summary: 'Adds a type.',
      body: ticketTypeInput,
      response: ticketTypeView,
      handle: async ({ body, actor, ip }) => database.transaction((tx) => saveType(tx, body, 'new', by(actor, ip))),
    }),
    route({
      method: 'PUT',
      path: '/api/ticket-types/:id',
      access: 'tickets.manage',
      tag: 'tickets',
      summary: 'Changes a type; `active: false` puts it out of use.',
      params: byId,
      body: ticketTypeInput.omit({ id: true }),
      response: ticketTypeView,
      handle: async ({ params, body, actor, ip }) =>
        database.transaction((tx) => saveType(tx, { ...body, id: params.id }, 'known', by(actor, ip))),
    }),
  ]
}

function settingRoutes(database: Database): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/ticket-settings',
      access: 'tickets.read',
      tag: 'tickets',
      summary: 'Business hours and times of the clocks, and whether work is given out.',
      response: ticketSettings,
      handle: async () => readTicketSettings(database.db),
    }),
    route({
      method: 'PUT',
      path: '/api/ticket-settings',
      access: 'tickets.manage',
      tag: 'tickets',
      summary: 'Sets them, for clocks that start or are set anew from now on.',
      body: ticketSettings,
      response: ticketSettings,
      handle: async ({ body, actor, ip }) => database.transaction((tx) => writeTicketSettings(tx, body, by(actor, ip))),
    }),
  ]
}

function ruleRoutes(database: Database, actions: ManageDeps['actions']): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/ticket-rules',
      access: 'tickets.read',
      tag: 'tickets',
      summary: 'What happens by itself, in order.',
      response: z.object({ items: z.array(ruleView) }),
      handle: async () => ({ items: await listRules(database.db) }),
    }),
    route({
      method: 'POST',
      path: '/api/ticket-rules',
      access: 'tickets.manage',
      tag: 'tickets',
      summary: 'Adds a rule.',
      body: ruleInput,
      response: ruleView,
      handle: async ({ body, actor, ip }) => {
        checkActions(body, actor, actions())
        return database.transaction((tx) => saveRule(tx, body, null, by(actor, ip)))
      },
    }),
    route({
      method: 'PUT',
      path: '/api/ticket-rules/:id',
      access: 'tickets.manage',
      tag: 'tickets',
      summary: 'Changes a rule; `version` must be the one that was read.',
      params: byId,
      body: ruleInput.extend({ version: z.number().int().positive() }),
      response: ruleView,
      handle: async ({ params, body: { version, ...rule }, actor, ip }) => {
        checkActions(rule, actor, actions())
        return database.transaction((tx) => saveRule(tx, rule, { id: params.id, version }, by(actor, ip)))
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/ticket-rules/:id',
      access: 'tickets.manage',
      tag: 'tickets',
      summary: 'Deletes a rule; what it did stays.',
      params: byId,
      response: z.object({}),
      handle: async ({ params, actor, ip }) => {
        await database.transaction((tx) => removeRule(tx, params.id, by(actor, ip)))
        return {}
      },
    }),
  ]
}

function ruleLookRoutes(database: Database, actions: ManageDeps['actions']): Route[] {
  const find = (name: string) => actions().find((one) => one.name === name)
  return [
    route({
      method: 'POST',
      path: '/api/ticket-rules/dry-run',
      access: 'tickets.manage',
      tag: 'tickets',
      summary: 'What a rule would have acted on in the last days; nothing is done.',
      body: dryRunInput,
      response: dryRun,
      handle: async ({ body }) => dryRunRule(database.db, body.rule, body.days, find),
    }),
    route({
      method: 'GET',
      path: '/api/ticket-rules/:id/runs',
      access: 'tickets.read',
      tag: 'tickets',
      summary: 'The last hundred times a rule acted.',
      params: byId,
      response: z.object({ items: z.array(ruleRun) }),
      handle: async ({ params }) => ({ items: await listRuns(database.db, params.id) }),
    }),
  ]
}
