import { z } from 'zod'
import type { EventDefinitions, NewEvent, Topic } from '#platform/ledger/contract.ts'
import { role } from '#team/contract.ts'
import { ticketStateId, ticketStatus } from '#tickets/states/contract.ts'
import { ticketPriority, ticketType } from '#tickets/types/contract.ts'

const id = z.string().min(1).max(64)
const title = z.string().trim().min(1).max(200)
const description = z.string().trim().max(5000)
const skill = z.string().trim().min(1).max(40)
/** What was collected, by the name the form or flow gives it. */
const fields = z
  .record(z.string().trim().min(1).max(60), z.string().max(1000))
  .refine((all) => Object.keys(all).length <= 40, 'at most 40 fields')

/** How far a clock of a ticket has come. */
export const slaState = z.enum(['running', 'warned', 'breached'])
export type SlaState = z.infer<typeof slaState>

/** A ticket as the team sees it. `number` counts up and is what people say; times are ISO 8601. */
export const ticket = z.object({
  id,
  number: z.number().int().positive(),
  type: ticketType,
  title: z.string(),
  /** The title in English, where there is one of its own. */
  titleEn: z.string(),
  description: z.string(),
  fields: z.record(z.string(), z.string()),
  priority: ticketPriority,
  status: ticketStatus,
  /** Where it stands in the operator's own words; every state belongs to a status. */
  state: ticketStateId,
  customerId: id,
  customerName: z.string(),
  conversationId: id.nullable(),
  assigneeId: id.nullable(),
  assigneeName: z.string().nullable(),
  /** Whoever takes it should have this skill. */
  skill: z.string().nullable(),
  version: z.number().int(),
  /** `bot`, `user:ID` or `key:ID` */
  createdBy: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  firstResponseDueAt: z.string().nullable(),
  firstRespondedAt: z.string().nullable(),
  firstResponseSla: slaState,
  /** When it should be solved. */
  dueAt: z.string().nullable(),
  resolutionSla: slaState,
  /** Since when it waits for the customer or a third party; its clocks stand still meanwhile. */
  pausedAt: z.string().nullable(),
  resolvedAt: z.string().nullable(),
  /** The ticket that goes on in its place. */
  mergedInto: z.string().nullable(),
})
export type Ticket = z.infer<typeof ticket>

/** A ticket as its customer sees it: no fields, no people, no inner life. */
export const customerTicket = ticket.pick({
  id: true,
  number: true,
  type: true,
  title: true,
  titleEn: true,
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

/** A new ticket as a person of the team writes it. Without priority and skill it gets those of its type. */
export const ticketInput = z.object({
  type: ticketType,
  title,
  description: description.default(''),
  fields: fields.default({}),
  priority: ticketPriority.optional(),
  skill: skill.nullable().optional(),
  customerId: id,
  conversationId: id.nullable().default(null),
  assigneeId: id.nullable().default(null),
})
export type TicketInput = z.infer<typeof ticketInput>

/** What may be changed. `version` is the one the change was decided on; any other is a `conflict`. `fields` replaces all of them. */
export const ticketPatch = z.object({
  version: z.number().int().positive(),
  /** Either of both: a state brings its status along, a status alone means its usual state. */
  status: ticketStatus.optional(),
  state: ticketStateId.optional(),
  priority: ticketPriority.optional(),
  type: ticketType.optional(),
  skill: skill.nullable().optional(),
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

/** The same change for many tickets, whatever their versions; each answers for itself. */
export const bulkInput = z.object({
  ids: z.array(id).min(1).max(200),
  patch: ticketPatch.omit({ version: true, title: true, description: true, fields: true }),
})
export const bulkAnswer = z.object({
  done: z.array(id),
  failed: z.array(z.object({ id, code: z.string(), message: z.string() })),
})
export type BulkAnswer = z.infer<typeof bulkAnswer>

export const LINK_KINDS = ['related', 'parent', 'child'] as const
/** `parent`: the other one is above this one. */
export const linkKind = z.enum(LINK_KINDS)
/** The other ticket by id or number. */
export const linkInput = z.object({ to: z.string().trim().min(1).max(64), kind: linkKind.default('related') })
export const ticketLink = ticket
  .pick({ id: true, number: true, title: true, titleEn: true, status: true, state: true, priority: true })
  .extend({ kind: linkKind })
export type TicketLink = z.infer<typeof ticketLink>

/** `into` by id or number; both must be of one customer. */
export const mergeInput = z.object({ into: z.string().trim().min(1).max(64), version: z.number().int().positive() })

export const approval = z.object({
  step: z.number().int(),
  name: z.string(),
  nameEn: z.string(),
  role,
  status: z.enum(['waiting', 'approved', 'rejected']),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  comment: z.string(),
})
export type Approval = z.infer<typeof approval>
/** A refusal needs its reason. */
export const approvalDecision = z
  .object({ decision: z.enum(['approved', 'rejected']), comment: z.string().trim().max(1000).default('') })
  .refine(({ decision, comment }) => decision === 'approved' || comment.length > 0, 'comment')

/** One ticket with all that hangs on it. Merged ones are those that go on in this one; notes are of all of them. */
export const ticketDetails = z.object({
  ticket,
  notes: z.array(ticketNote),
  links: z.array(ticketLink),
  merged: z.array(ticketLink.omit({ kind: true })),
  approvals: z.array(approval),
})
export type TicketDetails = z.infer<typeof ticketDetails>

/** One line of a ticket's history, latest first. `changes` by field: before and after. */
export const historyEntry = z.object({
  at: z.string(),
  actor: z.string(),
  what: z.string(),
  changes: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })),
  note: z.string().nullable(),
})
export type HistoryEntry = z.infer<typeof historyEntry>

export function forCustomer(of: Ticket): CustomerTicket {
  const { id, number, type, title, titleEn, status, createdAt, updatedAt, dueAt, resolvedAt } = of
  return { id, number, type, title, titleEn, status, createdAt, updatedAt, dueAt, resolvedAt }
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
    /** `before` holds what the changed fields were. */
    payload: z.object({ ticket, what: z.array(z.string()), before: z.record(z.string(), z.unknown()) }),
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
  /** A clock came near its end, or past it. */
  'ticket.sla': {
    payload: z.object({
      ticket,
      clock: z.enum(['first-response', 'resolution']),
      what: z.enum(['warned', 'breached']),
    }),
    topics: () => ['team'],
  },
  'ticket.linked': {
    payload: z.object({ ticketId: id, otherId: id, kind: z.enum([...LINK_KINDS, 'none']) }),
    topics: () => ['team'],
  },
  'ticket.approval': { payload: z.object({ ticketId: id, approval }), topics: () => ['team'] },
  /** Somebody should look at a ticket; it is for him, whatever else he is doing. */
  'ticket.notice': {
    payload: z.object({
      ticketId: id,
      number: z.number().int(),
      title: z.string(),
      titleEn: z.string(),
      userIds: z.array(id),
      /** The rule's name; its English one is empty where it has none. */
      why: z.string(),
      whyEn: z.string(),
    }),
    topics: (event) => (event.payload as { userIds: string[] }).userIds.map((userId): Topic => `user:${userId}`),
  },
} satisfies EventDefinitions

/** The customer sees who of the team wrote by name only. */
export const noteForCustomer = ({ id, authorName, body, at }: TicketNote) => ({ id, authorName, body, at })
export const customerNote = ticketNote.pick({ id: true, authorName: true, body: true, at: true })
