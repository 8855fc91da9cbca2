import { z } from 'zod'
import { requireReadable, requireServing } from '#conversations/access.ts'
import { type Conversations, DuplicateMessage } from '#conversations/change.ts'
import { agentPart, type Message, type Part } from '#conversations/contract.ts'
import { type HearNote, withWords } from '#conversations/heard-notes.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import type { WordingFinding } from '#packs/contract.ts'
import { AppError } from '#platform/errors.ts'
import type { Files } from '#platform/files/store.ts'
import type { Actor } from '#platform/http/route.ts'

/** What an agent sends; `internal` makes it a note for the team. `clientId` makes a repeat harmless. */
export const replyInput = z.object({
  clientId: z.string().regex(/^[\w-]{8,64}$/),
  parts: z.array(agentPart).min(1).max(10),
  internal: z.boolean().default(false),
  /** Colleagues a note calls by name; they may read along from then on. */
  mentions: z.array(z.string().min(1).max(64)).max(10).default([]),
})
export type ReplyInput = z.output<typeof replyInput>

/** Looks at wording before it goes out; given from above, because packs say what is banned. */
export type ReplyCheck = {
  find(text: string, language: 'zh' | 'en'): WordingFinding[]
  /** Notes that a reply was refused. */
  refused(actor: Actor, conversation: StoredConversation, findings: WordingFinding[]): Promise<void>
}

/** An agent's reply or note: stored, pushed, and the first message read up to here. */
export async function reply(
  deps: {
    files: Files
    conversations: Conversations
    wording?: ReplyCheck | undefined
    /** Tells what an agent says in a voice note; absent where nothing is said. */
    hear?: HearNote | undefined
  },
  actor: Actor,
  conversationId: string,
  input: ReplyInput,
): Promise<Message> {
  const name = actor.kind === 'user' || actor.kind === 'key' ? actor.name : ''
  const conversation = await deps.conversations.load(conversationId)
  const own = await ownFiles(deps.files, input.parts as Part[], { team: true, customerId: conversation.customerId })
  const parts = deps.hear ? await withWords(own, deps.hear, conversation.language) : own
  const findings = await passWording(deps.wording, actor, conversation, { ...input, parts })
  try {
    const { messages } = await deps.conversations.change(conversationId, (c) => {
      requireReadable(actor, c)
      if (!input.internal) requireServing(actor, c)
      else if (c.status === 'closed') throw new AppError('conversation_closed')
      const mentions = input.internal ? input.mentions : []
      const participants = [...new Set([...c.participants, ...mentions])]
      const invites = participants.length > c.participants.length
      return {
        ...(invites && { patch: { participants }, what: 'invited' as const }),
        mentions,
        messages: [
          { author: { kind: 'agent', id: actor.id, name }, parts, clientId: input.clientId, internal: input.internal },
        ],
        actor: `${actor.kind}:${actor.id}`,
        events: findings.map(({ rule, severity }) => ({
          kind: 'wording.flagged',
          payload: { rule, severity, sent: true, userId: actor.id },
        })),
      }
    })
    return messages[0]!
  } catch (error) {
    if (error instanceof DuplicateMessage && error.message_.author.id === actor.id) return error.message_
    throw error
  }
}

/** What is to be marked of a reply. Throws wording_banned for what must not go out; notes for the team may say anything. */
async function passWording(
  check: ReplyCheck | undefined,
  actor: Actor,
  conversation: StoredConversation,
  { parts, internal }: { parts: readonly Part[]; internal: boolean },
): Promise<WordingFinding[]> {
  if (!check || internal) return []
  const text = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n')
  const findings = check.find(text, conversation.language)
  const [worst] = findings.filter(({ severity }) => severity === 'refuse')
  if (!worst) return findings
  requireReadable(actor, conversation)
  requireServing(actor, conversation)
  await check.refused(actor, conversation, findings)
  throw new AppError('wording_banned', { text: worst.text, reason: worst.reason ?? '' }, findings)
}

/**
 * Replaces what a sender says of files by what is stored, and refuses files that are not his to send. A file that an
 * agent sends becomes readable for that customer.
 */
export async function ownFiles(
  files: Files,
  parts: Part[],
  sender: { team: boolean; customerId: string },
): Promise<Part[]> {
  const result: Part[] = []
  for (const part of parts) {
    if (part.kind !== 'image' && part.kind !== 'file') {
      result.push(part)
      continue
    }
    const file = await files.find(part.fileId)
    const theirs =
      file &&
      (sender.team
        ? file.customer_id === null || file.customer_id === sender.customerId
        : file.customer_id === sender.customerId)
    if (!theirs) throw new AppError('not_found')
    if (sender.team) await files.giveTo(file.id, sender.customerId)
    const kind = file.mime.startsWith('image/') ? 'image' : 'file'
    result.push({ kind, fileId: file.id, name: file.name, mime: file.mime, size: file.size })
  }
  return result
}
