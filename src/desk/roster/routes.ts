import { Readable } from 'node:stream'
import { z } from 'zod'
import { attendanceOf } from '#desk/roster/attendance.ts'
import { changePlans, publishWeek } from '#desk/roster/change-plans.ts'
import {
  attendance,
  date,
  monday,
  planChanges,
  rosterCoverage,
  rosterSettings,
  rosterWeek,
  shiftTemplate,
  shiftTemplateInput,
} from '#desk/roster/contract.ts'
import { coverageOf } from '#desk/roster/coverage.ts'
import { rosterCsv } from '#desk/roster/export-csv.ts'
import { removeTemplate, saveTemplate } from '#desk/roster/keep-template.ts'
import { readWeek } from '#desk/roster/read-week.ts'
import { requestRoutes } from '#desk/roster/request-routes.ts'
import { readRosterSettings, writeRosterSettings } from '#desk/roster/settings.ts'
import { listTemplates } from '#desk/roster/template-queries.ts'
import { listTeams } from '#desk/teams/queries.ts'
import type { Database } from '#platform/db/open.ts'
import type { Actor, Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'

const tag = 'roster'
const manage = { access: 'roster.manage', tag } as const
const byId = z.object({ id: z.string().min(1).max(64) })
const ofWeek = z.object({ monday: monday.describe('date of the Monday') })
const by = ({ actor, ip }: { actor: Actor; ip: string }) => ({ actor: `${actor.kind}:${actor.id}`, ip })

/** Who works when: supervisors plan and publish, everybody sees his own and asks for changes. */
export function rosterRoutes({ database }: { database: Database }): Route[] {
  return [
    ...weekRoutes(database),
    ...templateRoutes(database),
    ...settingsRoutes(database),
    ...requestRoutes({ database }),
  ]
}

function weekRoutes(database: Database): Route[] {
  return [
    route({
      ...manage,
      method: 'GET',
      path: '/api/roster/weeks/:monday',
      summary: 'A week as it is planned: each person and day, what of it was published, what speaks against it.',
      params: ofWeek,
      response: rosterWeek,
      handle: ({ params }) => readWeek(database.db, params.monday),
    }),
    route({
      ...manage,
      method: 'PUT',
      path: '/api/roster/weeks/:monday/plans',
      summary: 'Plans days of a week anew; a draft until it is published.',
      params: ofWeek,
      body: planChanges,
      response: rosterWeek,
      handle: ({ params, body, ...rest }) =>
        database.transaction((tx) => changePlans(tx, params.monday, body.changes, by(rest))),
    }),
    route({
      ...manage,
      method: 'POST',
      path: '/api/roster/weeks/:monday/publish',
      summary: 'Shows everybody his days of this week as they are planned now.',
      params: ofWeek,
      body: z.object({}),
      response: rosterWeek,
      handle: ({ params, ...rest }) => database.transaction((tx) => publishWeek(tx, params.monday, by(rest))),
    }),
    route({
      ...manage,
      method: 'GET',
      path: '/api/roster/weeks/:monday/coverage',
      summary: 'People planned for each hour beside how many it takes by Erlang C for what came in the weeks before.',
      params: ofWeek,
      response: rosterCoverage,
      handle: ({ params }) => coverageOf(database.db, params.monday),
    }),
    route({
      ...manage,
      method: 'GET',
      path: '/api/roster/weeks/:monday/csv',
      summary: 'The week as a CSV file, headed in the language of the request.',
      params: ofWeek,
      handle: async ({ params, locale }) => {
        const names = new Map((await listTeams(database.db)).map(({ id, name }) => [id, name]))
        const text = rosterCsv(await readWeek(database.db, params.monday), names, locale)
        return {
          download: Readable.from([text]),
          mime: 'text/csv; charset=utf-8',
          name: `roster-${params.monday}.csv`,
        }
      },
    }),
    route({
      ...manage,
      method: 'GET',
      path: '/api/roster/attendance',
      summary: 'How much of a day’s planned time each person was there; up to now for today.',
      query: z.object({ date }),
      response: z.object({ items: z.array(attendance), nextCursor: z.null() }),
      handle: async ({ query }) => ({ items: await attendanceOf(database.db, query.date), nextCursor: null }),
    }),
  ]
}

function templateRoutes(database: Database): Route[] {
  return [
    route({
      ...manage,
      method: 'GET',
      path: '/api/roster/templates',
      summary: 'Shifts to choose from, by the time at which they begin.',
      response: z.object({ items: z.array(shiftTemplate), nextCursor: z.null() }),
      handle: async () => ({ items: await listTemplates(database.db), nextCursor: null }),
    }),
    route({
      ...manage,
      method: 'POST',
      path: '/api/roster/templates',
      summary: 'Adds a shift to choose from.',
      body: shiftTemplateInput,
      response: shiftTemplate,
      handle: ({ body, ...rest }) => database.transaction((tx) => saveTemplate(tx, null, body, by(rest))),
    }),
    route({
      ...manage,
      method: 'PUT',
      path: '/api/roster/templates/:id',
      summary: 'Changes a shift to choose from; what is planned already keeps its times.',
      params: byId,
      body: shiftTemplateInput,
      response: shiftTemplate,
      handle: ({ params, body, ...rest }) => database.transaction((tx) => saveTemplate(tx, params.id, body, by(rest))),
    }),
    route({
      ...manage,
      method: 'DELETE',
      path: '/api/roster/templates/:id',
      summary: 'Removes a shift to choose from; what is planned with it stays.',
      params: byId,
      response: z.object({}),
      handle: async ({ params, ...rest }) => {
        await database.transaction((tx) => removeTemplate(tx, params.id, by(rest)))
        return {}
      },
    }),
  ]
}

function settingsRoutes(database: Database): Route[] {
  return [
    route({
      ...manage,
      method: 'GET',
      path: '/api/roster/settings',
      summary: 'Zone of the roster, least rest, most hours, and what coverage is reckoned with.',
      response: rosterSettings,
      handle: () => readRosterSettings(database.db),
    }),
    route({
      ...manage,
      method: 'PUT',
      path: '/api/roster/settings',
      summary: 'Sets them.',
      body: rosterSettings,
      response: rosterSettings,
      handle: ({ body, ...rest }) => database.transaction((tx) => writeRosterSettings(tx, body, by(rest))),
    }),
  ]
}
