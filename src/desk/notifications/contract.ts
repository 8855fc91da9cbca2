import { z } from 'zod'
import type { EventDefinitions } from '#platform/ledger/contract.ts'

/**
 * `mention`: a colleague wrote one's name in a note. `assigned`: somebody else put a chat into one's hands. `escalated`:
 * nobody has claimed the alert about a customer.
 */
export const notificationKind = z.enum(['mention', 'assigned', 'escalated'])

/** Something a colleague should see, in his bell. `text` is the beginning of the note. */
export const notification = z.object({
  kind: notificationKind,
  conversationId: z.string(),
  seq: z.number().int(),
  customerName: z.string(),
  actorName: z.string(),
  text: z.string(),
  at: z.string(),
  readAt: z.string().nullable(),
})
export type Notification = z.infer<typeof notification>

export const notificationEvents = {
  'notification.added': {
    payload: notification.pick({ kind: true, conversationId: true, seq: true }).extend({ userId: z.string() }),
    topics: (event) => [`user:${(event.payload as { userId: string }).userId}`],
  },
} satisfies EventDefinitions
