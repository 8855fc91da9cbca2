import { z } from 'zod'
import { requireReadable } from '#conversations/access.ts'
import type { Conversations } from '#conversations/change.ts'
import { markRead, typingSignal } from '#conversations/contract.ts'
import type { HearNote } from '#conversations/heard-notes.ts'
import type { ReadMarks } from '#conversations/read-marks.ts'
import { type ReplyCheck, reply, replyInput } from '#conversations/reply.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import type { Files } from '#platform/files/store.ts'
import type { Actor } from '#platform/http/route.ts'
import { type Command, type CommandContext, command } from '#platform/realtime/sockets.ts'

export type CommandDeps = {
  conversations: Conversations
  readMarks: ReadMarks
  files: Files
  hear?: HearNote | undefined
  wording?: ReplyCheck | undefined
  /** Passes on who is typing; given from above because channels know how. */
  typing: (
    conversation: StoredConversation,
    who: 'customer' | 'agent',
    on: boolean,
    by?: { name: string; userId: string | null },
  ) => void
}

function writerOf(actor: Actor) {
  if (actor.kind !== 'user' && actor.kind !== 'key') return undefined
  return { name: actor.name, userId: actor.kind === 'user' ? actor.id : null }
}

/** What a client does over the socket besides a customer's sending: agents' replies, read marks, typing. */
export function conversationCommands(deps: CommandDeps): Command[] {
  const readable = async (actor: Actor, id: string) => {
    const conversation = await deps.conversations.find(id)
    requireReadable(actor, conversation)
    return conversation
  }
  const mark =
    (who: 'customer' | 'agent') =>
    async (payload: z.output<typeof markRead>, { actor }: { actor: Actor }) => {
      await readable(actor, payload.conversationId)
      deps.readMarks.mark(payload.conversationId, who, payload.what, payload.seq)
    }
  const type =
    (who: 'customer' | 'agent') =>
    async (payload: z.output<typeof typingSignal>, { actor, whileOpen }: CommandContext) => {
      const conversation = await readable(actor, payload.conversationId)
      const say = (on: boolean) => deps.typing(conversation, who, on, writerOf(actor))
      say(payload.typing)
      whileOpen(`typing ${conversation.id}`, payload.typing ? () => say(false) : null)
    }
  return [
    command({
      name: 'message.reply',
      access: 'conversations.reply',
      payload: replyInput.extend({ conversationId: z.string().min(1).max(64) }),
      run: async ({ conversationId, ...input }, { actor }) => ({
        message: await reply(deps, actor, conversationId, input),
      }),
    }),
    command({ name: 'read.mark', access: 'customer', payload: markRead, run: mark('customer') }),
    command({ name: 'read.mark', access: 'conversations.reply', payload: markRead, run: mark('agent') }),
    command({ name: 'typing', access: 'customer', payload: typingSignal, run: type('customer') }),
    command({ name: 'typing', access: 'conversations.reply', payload: typingSignal, run: type('agent') }),
  ]
}
