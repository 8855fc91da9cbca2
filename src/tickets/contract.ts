import { z } from 'zod'
import type { EventDefinitions, NewEvent, Topic } from '#platform/ledger/contract.ts'

export const TICKET_TYPES = [
  'refund',
  'logistics',
  'quality',
  'complaint',
  'repair',
  'invoice',
  'account',
  'other',
] as const
export const ticketType = z.enum(TICKET_TYPES)
export type TicketType = z.infer<typeof ticketType>

export const TICKET_PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const
export const ticketPriority = z.enum(TICKET_PRIORITIES)
export type TicketPriority = z.infer<typeof ticketPriority>

/** `pending` waits for the customer or a third party; `resolved` may be reopened; `closed` is the end. */
export const TICKET_STATUSES = ['open', 'pending', 'resolved', 'closed'] as const
export const ticketStatus = z.enum(TICKET_STATUSES)
export type TicketStatus = z.infer<typeof ticketStatus>

/** Hours until a ticket should be solved. */
export const HOURS_TO_SOLVE: Record<TicketPriority, number> = { urgent: 4, high: 24, normal: 48, low: 120 }

const id = z.string().min(1).max(64)
const title = z.string().trim().min(1).max(200)
const description = z.string().trim().max(5000)
/** What was collected, by the name the form or flow gives it. */
const fields = z
  .record(z.string().trim().min(1).max(60), z.string().max(1000))
  .refine((all) => Object.keys(all).length <= 40, 'at most 40 fields')

/** A ticket as the team sees it. `number` counts up and is what people say; times are ISO 8601. */
export const ticket = z.object({
  id,
  number: z.number().int().positive(),
  type: ticketType,
  title: z.string(),
  description: z.string(),
  fields: z.record(z.string(), z.string()),
  priority: ticketPriority,
  status: ticketStatus,
  customerId: id,
  customerName: z.string(),
  conversationId: id.nullable(),
  assigneeId: id.nullable(),
  assigneeName: z.string().nullable(),
  version: z.number().int(),
  /** `bot`, `user:ID` or `key:ID` */
  createdBy: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  dueAt: z.string().nullable(),
  resolvedAt: z.string().nullable(),
})
export type Ticket = z.infer<typeof ticket>

/** A ticket as its customer sees it: no fields, no people, no inner life. */
export const customerTicket = ticket.pick({
  id: true,
  number: true,
  type: true,
  title: true,
  status: true,
  createdAt: true,
  updatedAt: true,
  dueAt: true,
  resolvedAt: true,
})
export type CustomerTicket = z.infer<typeof customerTicket>

export const ticketNote = z.object({
  id,
  ticketId: id,
  author: z.string(),
  authorName: z.string(),
  body: z.string(),
  customerVisible: z.boolean(),
  at: z.string(),
})
export type TicketNote = z.infer<typeof ticketNote>

/** A new ticket as a person of the team writes it. */
export const ticketInput = z.object({
  type: ticketType,
  title,
  description: description.default(''),
  fields: fields.default({}),
  priority: ticketPriority.default('normal'),
  customerId: id,
  conversationId: id.nullable().default(null),
  assigneeId: id.nullable().default(null),
})
export type TicketInput = z.infer<typeof ticketInput>

/** What may be changed. `version` is the one the change was decided on; any other is a `conflict`. `fields` replaces all of them. */
export const ticketPatch = z.object({
  version: z.number().int().positive(),
  status: ticketStatus.optional(),
  priority: ticketPriority.optional(),
  type: ticketType.optional(),
  assigneeId: id.nullable().optional(),
  title: title.optional(),
  description: description.optional(),
  fields: fields.optional(),
})
export type TicketPatch = z.infer<typeof ticketPatch>

export const noteInput = z.object({
  body: z.string().trim().min(1).max(5000),
  customerVisible: z.boolean().default(false),
})
export type NoteInput = z.infer<typeof noteInput>

export function forCustomer(of: Ticket): CustomerTicket {
  const { id, number, type, title, status, createdAt, updatedAt, dueAt, resolvedAt } = of
  return { id, number, type, title, status, createdAt, updatedAt, dueAt, resolvedAt }
}

const openers = (event: NewEvent): Topic[] => (event.conversationId ? [`conversation:${event.conversationId}`] : [])
const everyone = (event: NewEvent): Topic[] => ['team', `customer:${event.customerId}`, ...openers(event)]

/** Facts about tickets. The first two carry the whole ticket, so applying them twice is harmless. */
export const ticketEvents = {
  'ticket.opened': {
    payload: z.object({ ticket }),
    topics: everyone,
    forCustomer: (payload: { ticket: Ticket }) => ({ ticket: forCustomer(payload.ticket) }),
  },
  'ticket.changed': {
    payload: z.object({ ticket, what: z.array(z.string()) }),
    topics: everyone,
    forCustomer: (payload: { ticket: Ticket; what: string[] }) => ({ ticket: forCustomer(payload.ticket) }),
  },
  'ticket.noted': {
    payload: z.object({ ticketId: id, number: z.number().int(), note: ticketNote }),
    topics: (event) => {
      const { note } = event.payload as { note: TicketNote }
      return note.customerVisible ? everyone(event) : ['team', ...openers(event)]
    },
    forCustomer: (payload: { ticketId: string; number: number; note: TicketNote }) => ({
      ticketId: payload.ticketId,
      number: payload.number,
      note: noteForCustomer(payload.note),
    }),
  },
} satisfies EventDefinitions

/** The customer sees who of the team wrote by name only. */
export const noteForCustomer = ({ id, authorName, body, at }: TicketNote) => ({ id, authorName, body, at })
export const customerNote = ticketNote.pick({ id: true, authorName: true, body: true, at: true })
