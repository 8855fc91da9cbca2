import type { CannedReply, CannedReplyInput } from '#desk/contract.ts'
import { deleteReply, insertReply, isShortcutTaken, lockReply, updateReply } from '#desk/queries.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'

type By = { actor: Actor; ip: string }

/** A new ready-made reply, one's own or the team's. Throws already_exists, forbidden. */
export async function createReply(tx: Tx, input: CannedReplyInput, by: By): Promise<CannedReply> {
  const reply = { ...textOf(input), id: newId(), ownerId: ownerOf(by.actor, input.shared) }
  if ((await isShortcutTaken(tx, { ...reply, except: reply.id })) || !(await insertReply(tx, reply))) {
    throw new AppError('already_exists', { what: 'shortcut' })
  }
  await tell(tx, by, reply, 'created')
  return { ...reply, updatedAt: new Date().toISOString() }
}

/** Rewrites a reply; sharing one's own and taking one back take `replies.write`. Throws not_found for other people's. */
export async function editReply(tx: Tx, id: string, input: CannedReplyInput, by: By): Promise<CannedReply> {
  const before = await editable(tx, id, by.actor)
  const now = new Date()
  const stays = input.shared === (before.ownerId === null)
  const reply = { ...textOf(input), id, ownerId: stays ? before.ownerId : ownerOf(by.actor, input.shared) }
  if (await isShortcutTaken(tx, { ...reply, except: id })) throw new AppError('already_exists', { what: 'shortcut' })
  try {
    await updateReply(tx, reply, now)
  } catch (error) {
    // Two people chose the same shortcut at the same moment; the index let one of them through.
    if ((error as { code?: string }).code === '23505') throw new AppError('already_exists', { what: 'shortcut' })
    throw error
  }
  await tell(tx, by, reply, 'edited')
  return { ...reply, updatedAt: now.toISOString() }
}

export async function removeReply(tx: Tx, id: string, by: By): Promise<void> {
  const before = await editable(tx, id, by.actor)
  await deleteReply(tx, id)
  await tell(tx, by, before, 'deleted')
}

async function editable(tx: Tx, id: string, actor: Actor): Promise<CannedReply> {
  const reply = await lockReply(tx, id)
  if (!reply || (reply.ownerId !== null && reply.ownerId !== actor.id)) throw new AppError('not_found')
  if (reply.ownerId === null && !actor.permissions.has('replies.write')) throw new AppError('forbidden')
  return reply
}

function ownerOf(actor: Actor, shared: boolean): string | null {
  if (shared ? actor.permissions.has('replies.write') : actor.kind === 'user') return shared ? null : actor.id
  throw new AppError('forbidden')
}

const textOf = ({ shortcut, language, title, body }: CannedReplyInput) => ({ shortcut, language, title, body })

async function tell(
  tx: Tx,
  { actor, ip }: By,
  reply: { id: string; ownerId: string | null },
  what: 'created' | 'edited' | 'deleted',
): Promise<void> {
  const who = `${actor.kind}:${actor.id}`
  await recordAudit(tx, { actor: who, ip, action: `canned-reply.${what}`, target: `canned-reply:${reply.id}` })
  await appendEvents(tx, [
    {
      kind: 'canned-reply.changed',
      conversationId: null,
      customerId: null,
      actor: who,
      payload: { replyId: reply.id, ownerId: reply.ownerId, what },
    },
  ])
}
