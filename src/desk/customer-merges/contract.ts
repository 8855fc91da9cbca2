import { z } from 'zod'

/** So long a merge can be taken back. */
export const UNDO_DAYS = 7

/** Whose everything goes to the customer of the path, who stays. */
export const mergeInput = z.object({ fromId: z.string().min(1).max(64) })

/** `undoable` until the days are over or it was taken back. */
export const customerMerge = z.object({
  id: z.string(),
  fromId: z.string(),
  fromName: z.string(),
  by: z.string(),
  at: z.string(),
  conversations: z.number().int(),
  tickets: z.number().int(),
  undone: z.boolean(),
  undoable: z.boolean(),
})
export type CustomerMerge = z.infer<typeof customerMerge>
