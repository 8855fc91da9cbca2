import { z } from 'zod'

const id = z.string().min(1).max(64)

/** People who belong together: a queue may ask for a team, a list may be narrowed to one. */
export const teamInput = z.object({
  name: z.string().trim().min(1).max(40),
  /** Who leads it; need not be a member. */
  leadId: id.nullable().default(null),
  memberIds: z
    .array(id)
    .max(1000)
    .default([])
    .transform((ids) => [...new Set(ids)]),
})
export type TeamInput = z.output<typeof teamInput>

export const team = z.object({
  id,
  name: z.string(),
  leadId: z.string().nullable(),
  memberIds: z.array(z.string()),
})
export type Team = z.infer<typeof team>
