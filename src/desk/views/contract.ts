import { z } from 'zod'

/** A list one comes back to: its name and the filters of its address. `ownerId` null belongs to the whole team. */
export const savedView = z.object({
  id: z.string(),
  name: z.string(),
  ownerId: z.string().nullable(),
  filters: z.record(z.string(), z.string()),
})
export type SavedView = z.infer<typeof savedView>

/** Shared views take `conversations.assign`. */
export const savedViewInput = z.object({
  name: z.string().trim().min(1).max(40),
  shared: z.boolean().default(false),
  filters: z
    .record(z.string().regex(/^[a-z]{1,20}$/), z.string().max(200))
    .refine((filters) => Object.keys(filters).length <= 12, 'too many filters'),
})
