import { z } from 'zod'
import type { EventDefinitions } from '#platform/ledger/contract.ts'
import { businessHours, role } from '#team/contract.ts'

export const TICKET_PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const
export const ticketPriority = z.enum(TICKET_PRIORITIES)
export type TicketPriority = z.infer<typeof ticketPriority>

/** Id of a type: the shipped ones are words of the trade, `refund` or `repair`; operators add their own. */
export const ticketType = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'type')
export type TicketType = z.infer<typeof ticketType>

/** Where a ticket goes whose type nobody can tell. */
export const OTHER: TicketType = 'other'

const label = z.string().trim().min(1).max(60)
const FIELD_KINDS = ['text', 'number', 'date', 'phone', 'email', 'select'] as const
/** One thing to fill in. `name` is the key under which tickets keep it; flows use the same names. */
export const ticketField = z
  .object({
    name: z.string().regex(/^[a-zA-Z][\w-]{0,39}$/, 'name'),
    label,
    labelEn: label,
    kind: z.enum(FIELD_KINDS),
    required: z.boolean().default(false),
    options: z
      .array(z.object({ value: z.string().trim().min(1).max(100), label, labelEn: label }))
      .max(50)
      .optional(),
  })
  .refine(({ kind, options }) => kind !== 'select' || (options?.length ?? 0) > 0, 'options')
export type TicketField = z.infer<typeof ticketField>

/** Who has to agree before a ticket of the type may be resolved; steps are taken in order. */
export const approvalStep = z.object({ name: label, nameEn: label, role })
export type ApprovalStep = z.infer<typeof approvalStep>

/** Words to begin from. */
export const ticketTemplate = z.object({
  name: label,
  nameEn: label,
  title: z.string().trim().min(1).max(200),
  description: z.string().trim().max(5000).default(''),
})

const minutes = z.number().int().min(1).max(525_600)
const target = z.object({ firstResponse: minutes, resolution: minutes })
/** Minutes of business hours by priority. */
export const slaTargets = z.object({ low: target, normal: target, high: target, urgent: target })
export type SlaTargets = z.infer<typeof slaTargets>

export const ticketTypeInput = z.object({
  id: ticketType,
  name: label,
  nameEn: label,
  fields: z
    .array(ticketField)
    .max(30)
    .refine((fields) => new Set(fields.map(({ name }) => name)).size === fields.length, 'the same name twice'),
  templates: z.array(ticketTemplate).max(20).default([]),
  approval: z.array(approvalStep).max(5).default([]),
  /** Of a new ticket when nobody chooses one. */
  priority: ticketPriority,
  /** Whoever takes it needs this skill. */
  skill: z.string().trim().min(1).max(40).nullable().default(null),
  /** Null: as in the settings. */
  targets: slaTargets.nullable().default(null),
  /** Its clocks run day and night, whatever the business hours. */
  aroundTheClock: z.boolean().default(false),
  position: z.number().int().min(0).max(1000).default(100),
  active: z.boolean().default(true),
})
export type TicketTypeInput = z.output<typeof ticketTypeInput>

export const ticketTypeView = ticketTypeInput.extend({ updatedBy: z.string(), updatedAt: z.string() })
export type TicketTypeView = z.infer<typeof ticketTypeView>

/** How clocks run and whether work is given out. `hours` null: around the clock. `warnAt`: share of the time after which a warning comes. */
export const ticketSettings = z.object({
  hours: businessHours.nullable(),
  targets: slaTargets,
  warnAt: z.number().min(0.1).max(0.95),
  autoAssign: z.boolean(),
})
export type TicketSettings = z.infer<typeof ticketSettings>

const HOUR = 60
export const USUAL_SETTINGS: TicketSettings = {
  hours: null,
  targets: {
    urgent: { firstResponse: 15, resolution: 4 * HOUR },
    high: { firstResponse: 60, resolution: 24 * HOUR },
    normal: { firstResponse: 4 * HOUR, resolution: 48 * HOUR },
    low: { firstResponse: 8 * HOUR, resolution: 120 * HOUR },
  },
  warnAt: 0.75,
  autoAssign: true,
}

export const ticketTypeEvents = {
  'ticket-type.changed': { payload: z.object({ typeId: z.string() }), topics: () => ['team'] },
  'ticket-settings.changed': { payload: z.object({}), topics: () => ['team'] },
} satisfies EventDefinitions
