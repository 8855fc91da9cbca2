import { requireReadable } from '#conversations/access.ts'
import type { Conversations } from '#conversations/change.ts'
import { AMEND_MS, type Message, type Part } from '#conversations/contract.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'

/**
 * Rewrites one's own message, or takes it back with null, within two minutes. The customer sees that it was done. Throws
 * too_late, not_found for other people's messages.
 */
export async function amend(
  conversations: Conversations,
  actor: Actor,
  id: string,
  seq: number,
  text: string | null,
  now = new Date(),
): Promise<Message> {
  const [before] = await conversations.messages(id, { after: seq - 1, limit: 1, internal: true })
  const own = before?.seq === seq && before.author.kind === 'agent' && before.author.id === actor.id
  if (!own || before.changed?.what === 'recalled') throw new AppError('not_found')
  if (now.getTime() - Date.parse(before.at) > AMEND_MS) throw new AppError('too_late')
  const at = now.toISOString()
  const after: Message =
    text === null
      ? { ...before, parts: [{ kind: 'notice', code: 'recalled' }], changed: { what: 'recalled', at } }
      : { ...before, parts: reworded(before.parts, text), changed: { what: 'edited', at } }
  await conversations.change(id, (c) => {
    requireReadable(actor, c)
    if (c.status === 'closed') throw new AppError('conversation_closed')
    return { edits: [after], actor: `${actor.kind}:${actor.id}` }
  })
  return after
}

/** The first text is replaced; pictures, files and cards stay. */
function reworded(parts: Part[], text: string): Part[] {
  const at = parts.findIndex((part) => part.kind === 'text')
  if (at < 0) throw new AppError('bad_request', { detail: 'text' })
  return parts.with(at, { kind: 'text', text })
}
