import { listQueues } from '#desk/routing/queries.ts'
import { SERVING_ROLES } from '#desk/routing/route-waiting.ts'
import type { Team, TeamInput } from '#desk/teams/contract.ts'
import {
  deleteTeam,
  insertTeam,
  isNameTaken,
  knownPeople,
  knownTeams,
  listTeams,
  updateTeam,
  writeMembers,
  writeTeamsOf,
} from '#desk/teams/queries.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'

type By = { actor: string; ip: string }

/** A new team. Throws already_exists for a name in use, bad_request for people who serve nobody. */
export async function createTeam(tx: Tx, input: TeamInput, by: By): Promise<Team> {
  const id = newId()
  await requirePeople(tx, input)
  if (!(await insertTeam(tx, id, input))) throw new AppError('already_exists', { what: 'name' })
  await writeMembers(tx, id, input.memberIds)
  return told(tx, id, by, 'team.created')
}

/** Renames it and says anew who leads it and who belongs to it. Throws not_found too. */
export async function changeTeam(tx: Tx, id: string, input: TeamInput, by: By): Promise<Team> {
  await requirePeople(tx, input)
  if (await isNameTaken(tx, input.name, id)) throw new AppError('already_exists', { what: 'name' })
  if (!(await updateTeam(tx, id, input))) throw new AppError('not_found')
  await writeMembers(tx, id, input.memberIds)
  return told(tx, id, by, 'team.edited')
}

/** Throws team_in_use while a queue asks for it: without it everybody would be asked. */
export async function removeTeam(tx: Tx, id: string, by: By): Promise<void> {
  if ((await listQueues(tx)).some(({ teams }) => teams.includes(id))) throw new AppError('team_in_use')
  if (!(await deleteTeam(tx, id))) throw new AppError('not_found')
  await tell(tx, id, by, 'team.removed')
}

/** Puts an agent into these teams and no others. Throws bad_request for one that is not there. */
export async function setTeamsOf(tx: Tx, userId: string, teamIds: readonly string[]): Promise<void> {
  const ids = [...new Set(teamIds)]
  await requireTeams(tx, ids)
  await writeTeamsOf(tx, userId, ids)
}

export async function requireTeams(tx: Tx, ids: readonly string[]): Promise<void> {
  const known = await knownTeams(tx, ids)
  if (ids.some((id) => !known.includes(id))) throw new AppError('bad_request', { detail: 'teams' })
}

async function requirePeople(tx: Tx, { leadId, memberIds }: TeamInput): Promise<void> {
  const ids = leadId === null ? memberIds : [...memberIds, leadId]
  const known = await knownPeople(tx, ids, SERVING_ROLES)
  if (!memberIds.every((id) => known.has(id))) throw new AppError('bad_request', { detail: 'memberIds' })
  if (leadId !== null && !known.has(leadId)) throw new AppError('bad_request', { detail: 'leadId' })
}

type Deed = `team.${'created' | 'edited' | 'removed'}`
async function told(tx: Tx, id: string, by: By, action: Deed): Promise<Team> {
  await tell(tx, id, by, action)
  return (await listTeams(tx)).find((team) => team.id === id)!
}

async function tell(tx: Tx, id: string, by: By, action: Deed): Promise<void> {
  const payload = { what: 'team', id }
  await appendEvents(tx, [
    { kind: 'routing.changed', conversationId: null, customerId: null, actor: by.actor, payload },
  ])
  await recordAudit(tx, { ...by, action, target: `team:${id}` })
}
