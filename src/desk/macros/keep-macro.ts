import { type Macro, type MacroInput, macroSteps } from '#desk/macros/contract.ts'
import { deleteMacro, findMacro, insertMacro, isNameTaken, updateMacro } from '#desk/macros/queries.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'

type By = { actor: Actor; ip: string }

/** Throws already_exists, forbidden. */
export async function createMacro(tx: Tx, input: MacroInput, by: By): Promise<Macro> {
  const one = { id: newId(), name: input.name, ownerId: ownerOf(by.actor, input.shared), steps: input.steps }
  if (!(await insertMacro(tx, one))) throw new AppError('already_exists', { what: 'name' })
  await tell(tx, by, one, 'created')
  return { ...one, updatedAt: new Date().toISOString() }
}

/** Throws not_found for other people's, forbidden for the team's without `replies.write`. */
export async function editMacro(tx: Tx, id: string, input: MacroInput, by: By): Promise<Macro> {
  const before = await editable(tx, id, by.actor)
  const stays = input.shared === (before.ownerId === null)
  const one = {
    ...{ id, name: input.name, steps: macroSteps.parse(input.steps) },
    ownerId: stays ? before.ownerId : ownerOf(by.actor, input.shared),
  }
  if (await isNameTaken(tx, one)) throw new AppError('already_exists', { what: 'name' })
  const now = new Date()
  await updateMacro(tx, one, now)
  await tell(tx, by, one, 'edited')
  return { ...one, updatedAt: now.toISOString() }
}

export async function removeMacro(tx: Tx, id: string, by: By): Promise<void> {
  const before = await editable(tx, id, by.actor)
  await deleteMacro(tx, id)
  await tell(tx, by, before, 'deleted')
}

/** One that this person may use: the team's or his own. */
export async function usableMacro(db: Queryable, id: string, actor: Actor): Promise<Macro> {
  const found = await findMacro(db, id)
  if (!found || (found.ownerId !== null && found.ownerId !== actor.id)) throw new AppError('not_found')
  return found
}

async function editable(tx: Tx, id: string, actor: Actor): Promise<Macro> {
  const found = await usableMacro(tx, id, actor)
  if (found.ownerId === null && !actor.permissions.has('replies.write')) throw new AppError('forbidden')
  return found
}

function ownerOf(actor: Actor, shared: boolean): string | null {
  if (shared ? actor.permissions.has('replies.write') : actor.kind === 'user') return shared ? null : actor.id
  throw new AppError('forbidden')
}

async function tell(
  tx: Tx,
  { actor, ip }: By,
  one: Pick<Macro, 'id' | 'ownerId'>,
  what: 'created' | 'edited' | 'deleted',
): Promise<void> {
  const who = `${actor.kind}:${actor.id}`
  await recordAudit(tx, { actor: who, ip, action: `macro.${what}`, target: `macro:${one.id}` })
  await appendEvents(tx, [
    {
      ...{ kind: 'macro.changed', conversationId: null, customerId: null, actor: who },
      payload: { macroId: one.id, ownerId: one.ownerId, what },
    },
  ])
}
