import { z } from 'zod'
import { CLOSE_REASONS, type Conversation, conversation } from '#conversations/contract.ts'
import type { EventDefinitions } from '#platform/ledger/contract.ts'
import { teamMember } from '#team/contract.ts'

/** At work, at work but not for new chats, not at work. `reason` is the person's own words, or `connection-lost`. */
export const presence = teamMember.shape.presence
export type Presence = z.infer<typeof presence>
export const presenceInput = presence.pick({ status: true }).extend({
  reason: z.string().trim().max(60).default(''),
  /** With `offline`: the chats go to others at once, not only when somebody has been gone for a minute. */
  handOver: z.boolean().default(false),
})

/** Why somebody is away, as an administrator lists it; `id` is what stands in `presence.reason`. */
export const awayReason = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and - only'),
  name: z.object({ zh: z.string().trim().min(1).max(20), en: z.string().trim().min(1).max(30) }),
})
export type AwayReason = z.infer<typeof awayReason>
/** Stands for a connection that was lost, so no reason of the list may be called so. */
export const CONNECTION_LOST = 'connection-lost'
export const awayReasons = z
  .array(awayReason)
  .min(1)
  .max(20)
  .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'ids must differ')
  .refine((list) => list.every(({ id }) => id !== CONNECTION_LOST), CONNECTION_LOST)

/** Silence of this long means gone: the open chats go back to the queue. Heartbeats should come at least every 20 s. */
export const LOST_AFTER_MS = 60_000

/** Who could take a chat, how many he has. */
export const colleague = teamMember
  .pick({
    id: true,
    name: true,
    nameEn: true,
    role: true,
    skills: true,
    languages: true,
    capacity: true,
    presence: true,
  })
  .extend({ serving: z.number().int() })
export type Colleague = z.infer<typeof colleague>

/** What waits for a person, most urgent first, and what the asking person serves. Follow on from `position`. */
export const queue = z.object({ waiting: z.array(conversation), mine: z.array(conversation), position: z.string() })

/** `userId` puts the chat into somebody else's hands; that takes `conversations.assign`. */
export const acceptInput = z.object({ userId: z.string().min(1).max(64).optional() })
/** Exactly one of person, queue and skill. The note is for the team only. */
export const transferInput = z
  .object({
    toUserId: z.string().min(1).max(64).optional(),
    queueId: z.string().min(1).max(64).optional(),
    skill: z.string().trim().min(1).max(40).optional(),
    note: z.string().trim().max(1000).default(''),
  })
  .refine(
    ({ toUserId, queueId, skill }) => [toUserId, queueId, skill].filter((one) => one !== undefined).length === 1,
    'one of toUserId, queueId and skill',
  )
export type TransferInput = z.input<typeof transferInput>
export const closeInput = z.object({ reason: z.enum(CLOSE_REASONS), note: z.string().trim().max(1000).default('') })

/** What a customer leaves instead of waiting. `requestId` makes a repeat harmless; a call back needs a number. */
export const leftRequest = z
  .object({
    requestId: z.string().regex(/^[\w-]{8,64}$/),
    kind: z.enum(['message', 'call-back']),
    text: z.string().trim().max(2000),
    phone: z
      .string()
      .trim()
      .regex(/^(?:\+?[\d\s()-]{6,20})?$/, 'phone')
      .default(''),
    /** When it suits him, in his own words. */
    when: z.string().trim().max(100).default(''),
  })
  .refine(({ kind, text, phone }) => (kind === 'message' ? text !== '' : phone !== ''), 'text or phone')
export type LeftRequest = z.output<typeof leftRequest>

export const HOUR_MS = 3600_000
/** Nothing is put aside for longer, so that nothing is forgotten. */
export const LONGEST_SNOOZE_HOURS = 30 * 24

/** What a conversation is filed under. */
export const conversationTag = z.string().trim().min(1).max(30)

/** Priorities the desk offers; others come from flows. */
export const PRIORITIES = { ordinary: 0, first: 3, urgent: 6 } as const

/** What stands in `{…}` of a canned reply and is filled in before sending. */
export const REPLY_VARIABLES = ['customer.name', 'agent.name', 'order.id'] as const
export type ReplyVariable = (typeof REPLY_VARIABLES)[number]

/** Fills the variables that are known; the others stay to be seen and filled in by hand. */
export function fillReply(body: string, values: Partial<Record<ReplyVariable, string>>): string {
  return body.replace(/\{([a-z.]+)\}/g, (whole, name: string) => (isVariable(name) && values[name]) || whole)
}

/** Names in `{…}` that nothing was known for. */
export const unfilledIn = (text: string): string[] =>
  [...text.matchAll(/\{([a-z.]+)\}/g)].map(([, name]) => name!).filter(isVariable)

/** What the variables stand for in one conversation; a product name may stand behind the number of the order. */
export function replyValues(
  conversation: Pick<Conversation, 'customerName' | 'handOver'>,
  agentName: string,
): Partial<Record<ReplyVariable, string>> {
  const order = conversation.handOver?.facts.find(({ label }) => /^order/i.test(label.en))
  return {
    'customer.name': conversation.customerName,
    'agent.name': agentName,
    'order.id': order?.value.split(' ')[0] ?? '',
  }
}

/** Whether a text uses only the variables there are. */
export const hasOnlyKnownVariables = (body: string): boolean =>
  [...body.matchAll(/\{([^{}]*)\}/g)].every(([, name]) => isVariable(name!))

/** A ready-made reply, called up with `/shortcut`. `ownerId` null belongs to the whole team. */
export const cannedReply = z.object({
  id: z.string(),
  shortcut: z.string(),
  language: z.enum(['zh', 'en']),
  title: z.string(),
  body: z.string(),
  ownerId: z.string().nullable(),
  updatedAt: z.string(),
})
export type CannedReply = z.infer<typeof cannedReply>

/** Shortcuts are unique per language among what one person sees. Shared replies take `replies.write`. */
export const cannedReplyInput = z.object({
  shortcut: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,29}$/u, 'shortcut'),
  language: z.enum(['zh', 'en']),
  title: z.string().trim().min(1).max(60),
  body: z.string().trim().min(1).max(2000).refine(hasOnlyKnownVariables, 'unknown variable'),
  shared: z.boolean().default(false),
})
export type CannedReplyInput = z.output<typeof cannedReplyInput>

function isVariable(name: string): name is ReplyVariable {
  return (REPLY_VARIABLES as readonly string[]).includes(name)
}

export const deskEvents = {
  'presence.changed': {
    payload: z.object({ userId: z.string(), presence }),
    topics: () => ['team'],
  },
  'canned-reply.changed': {
    payload: z.object({
      replyId: z.string(),
      ownerId: z.string().nullable(),
      what: z.enum(['created', 'edited', 'deleted']),
    }),
    topics: (event) => {
      const { ownerId } = event.payload as { ownerId: string | null }
      return ownerId === null ? ['team'] : [`user:${ownerId}`]
    },
  },
} satisfies EventDefinitions
