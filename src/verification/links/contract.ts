import { z } from 'zod'
import { standing } from '#verification/contract.ts'

/** What the customer does on his own phone. */
export const linkPurpose = z.enum(['verify', 'sign', 'upload'])
export type LinkPurpose = z.infer<typeof linkPurpose>
/** How the link reaches him: to what he left with us, into the chat, or shown by the agent. */
export const linkWay = z.enum(['sms', 'email', 'chat', 'show'])
export type LinkWay = z.infer<typeof linkWay>

export const linkWish = z.object({
  purpose: linkPurpose,
  way: linkWay,
  /** What is signed or wanted, as the customer reads it. */
  note: z.string().trim().max(200).default(''),
})
export type LinkWish = z.output<typeof linkWish>

/** `url` is told once; `sent` false: it could not be sent, show it instead. */
export const madeLink = z.object({
  id: z.string(),
  url: z.string(),
  sent: z.boolean(),
  hint: z.string(),
  expiresAt: z.string(),
})
export type MadeLink = z.infer<typeof madeLink>

export const listedLink = z.object({
  id: z.string(),
  purpose: linkPurpose,
  way: linkWay,
  note: z.string(),
  hint: z.string(),
  at: z.string(),
  state: z.enum(['waiting', 'opened', 'used', 'expired']),
})
export type ListedLink = z.infer<typeof listedLink>

/** What the page shows. */
export const linkPage = z.object({
  purpose: linkPurpose,
  note: z.string(),
  language: z.enum(['zh', 'en']),
  botName: z.object({ zh: z.string(), en: z.string() }),
  expiresAt: z.string(),
  /** Nobody knows who this is: his number or address is asked for. */
  needsContact: z.boolean(),
})
export type LinkPage = z.infer<typeof linkPage>

export const linkToken = z.string().regex(/^[\w-]{22}$/)
export const linkAnswer = standing
