import { z } from 'zod'
import { team, teamInput } from '#desk/teams/contract.ts'
import { changeTeam, createTeam, removeTeam } from '#desk/teams/keep-team.ts'
import { listTeams } from '#desk/teams/queries.ts'
import type { Database } from '#platform/db/open.ts'
import type { Actor, Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'

const byId = z.object({ id: z.string().min(1).max(64) })
const manage = { access: 'routing.manage', tag: 'teams' } as const
const by = ({ actor, ip }: { actor: Actor; ip: string }) => ({ actor: `${actor.kind}:${actor.id}`, ip })

/** Teams: everybody who sees colleagues sees them, who tends routing tends them. */
export function teamRecordRoutes({ database }: { database: Database }): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/teams',
      access: 'team.read',
      tag: 'teams',
      summary: 'Teams by name, with who leads and who belongs to them.',
      response: z.object({ items: z.array(team), nextCursor: z.null() }),
      handle: async () => ({ items: await listTeams(database.db), nextCursor: null }),
    }),
    route({
      ...manage,
      method: 'POST',
      path: '/api/teams',
      summary: 'Adds a team.',
      body: teamInput,
      response: team,
      handle: ({ body, ...rest }) => database.transaction((tx) => createTeam(tx, body, by(rest))),
    }),
    route({
      ...manage,
      method: 'PUT',
      path: '/api/teams/:id',
      summary: 'Renames a team and says who leads and who belongs to it.',
      params: byId,
      body: teamInput,
      response: team,
      handle: ({ params, body, ...rest }) => database.transaction((tx) => changeTeam(tx, params.id, body, by(rest))),
    }),
    route({
      ...manage,
      method: 'DELETE',
      path: '/api/teams/:id',
      summary: 'Removes a team; its members stay. Refused while a queue asks for it.',
      params: byId,
      response: z.object({}),
      handle: async ({ params, ...rest }) => {
        await database.transaction((tx) => removeTeam(tx, params.id, by(rest)))
        return {}
      },
    }),
  ]
}
