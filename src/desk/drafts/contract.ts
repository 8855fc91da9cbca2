import { z } from 'zod'
import { MAX_TEXT } from '#conversations/contract.ts'

/** What somebody began to write in a conversation; kept on the server, so that another device goes on with it. */
export const draft = z.object({
  conversationId: z.string(),
  text: z.string(),
  note: z.boolean(),
  updatedAt: z.string(),
})
export type Draft = z.infer<typeof draft>

/** An empty text forgets the draft. */
export const draftInput = z.object({ text: z.string().max(MAX_TEXT), note: z.boolean().default(false) })
