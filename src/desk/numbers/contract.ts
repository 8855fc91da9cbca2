import { z } from 'zod'

/** One person's work in a stretch of time. Times in seconds; null where there is nothing to count. */
export const workNumbers = z.object({
  served: z.number().int(),
  closed: z.number().int(),
  firstReplySeconds: z.number().nullable(),
  handlingSeconds: z.number().nullable(),
  rating: z.number().nullable(),
  ratings: z.number().int(),
})
export type WorkNumbers = z.infer<typeof workNumbers>

/** Today beside one's own working days of the four weeks before; `served` and `closed` are then per day. */
export const ownNumbers = z.object({ today: workNumbers, usual: workNumbers, days: z.number().int() })
export type OwnNumbers = z.infer<typeof ownNumbers>
