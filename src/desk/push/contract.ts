import { z } from 'zod'

/** What a person can be told of: who waits, who wrote to me, who called me, an alarm, a ticket to look at. */
export const PUSH_KINDS = ['waiting', 'message', 'mention', 'alarm', 'ticket'] as const
export type PushKind = (typeof PUSH_KINDS)[number]

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM')
const bytes = (length: number) =>
  z
    .string()
    .max(100)
    .refine((text) => Buffer.from(text, 'base64url').length === length, `${length} bytes in base64url`)
const timeZone = z
  .string()
  .min(1)
  .max(60)
  .refine((zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
    } catch {
      return false
    }
  }, 'an IANA time zone')

/**
 * One browser that shows news while the console is closed: what `PushManager.subscribe` gave, and what its owner wants.
 * Within `quiet` (in `timeZone`; may cross midnight) nothing comes.
 */
export const pushSubscription = z.object({
  endpoint: z.string().min(1).max(1000),
  keys: z.object({ p256dh: bytes(65), auth: bytes(16) }),
  kinds: z.array(z.enum(PUSH_KINDS)).max(PUSH_KINDS.length),
  language: z.enum(['zh', 'en']),
  quiet: z.object({ from: clock, to: clock }).nullable(),
  timeZone,
})
export type PushSubscriptionInput = z.infer<typeof pushSubscription>

/** What reaches the browser, encrypted on the way. `to` is a path of the console; of one `tag` only the last is shown. */
export type PushPayload = { title: string; body: string; to: string; tag: string }
