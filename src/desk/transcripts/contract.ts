import { z } from 'zod'

const email = z.email().max(200)

/** Null sends it to the address the company knows of a signed-in customer. */
export const transcriptWish = z.object({ email: email.nullable() })

/** An agent sends it on the customer's word only. */
export const transcriptOrder = z.object({ email, consent: z.literal(true) })
export type TranscriptOrder = z.input<typeof transcriptOrder>

/** Whether mail leaves the house, and the customer's known address as he recognises it. */
export const transcriptOffer = z.object({ offered: z.boolean(), hint: z.string().nullable() })
export type TranscriptOffer = z.infer<typeof transcriptOffer>

/** What became of a transcript; the address masked. */
export const transcriptMail = z.object({
  id: z.string(),
  hint: z.string(),
  /** `customer` asked himself, else a colleague's `user:ID`. */
  by: z.string(),
  status: z.enum(['waiting', 'sent', 'failed']),
  at: z.string(),
})
export type TranscriptMail = z.infer<typeof transcriptMail>
