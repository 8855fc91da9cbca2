import { z } from 'zod'

/** One record of who did what. `actor` is `user:ID`, `key:ID`, `customer:ID`, `system` or `anonymous`; `action` like `user.created`. */
export const auditRecord = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.string(),
  action: z.string(),
  target: z.string(),
  detail: z.record(z.string(), z.unknown()),
  ip: z.string(),
})
export type AuditRecord = z.infer<typeof auditRecord>

/** `action` ending in `.*` finds a noun's every action. `from` is included, `to` is not. */
export const auditFilter = z.object({
  actor: z.string().max(80).optional(),
  action: z
    .string()
    .regex(/^[\w.-]+(\.\*)?$/)
    .max(80)
    .optional(),
  target: z.string().max(80).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
})
export type AuditFilter = z.output<typeof auditFilter>
