import { z } from 'zod'
import { CLOSE_REASONS } from '#conversations/contract.ts'
import type { EventDefinitions } from '#platform/ledger/contract.ts'
import { role } from '#team/contract.ts'
import { ticketStateId } from '#tickets/states/contract.ts'
import { approvalStep, ticketPriority, ticketType } from '#tickets/types/contract.ts'

/** Facts a rule can wait for. */
export const RULE_EVENTS = [
  'ticket.opened',
  'ticket.changed',
  'ticket.sla',
  'conversation.handed-over',
  'conversation.closed',
  'conversation.rated',
] as const
export const ruleEvent = z.enum(RULE_EVENTS)
export type RuleEvent = z.infer<typeof ruleEvent>

/** What can be asked of a fact; which ones a fact knows, see FIELDS_OF. */
export const RULE_FIELDS = [
  'type',
  'priority',
  'status',
  'state',
  'assigned',
  'skill',
  'title',
  'changed-to',
  'state-changed-to',
  'clock',
  'what',
  'tier',
  'channel',
  'language',
  'reason',
  'rating',
  'close-reason',
] as const
export const ruleField = z.enum(RULE_FIELDS)
export type RuleField = z.infer<typeof ruleField>

const TICKET: RuleField[] = ['type', 'priority', 'status', 'state', 'assigned', 'skill', 'title', 'tier']
const CONVERSATION: RuleField[] = ['tier', 'channel', 'language', 'skill', 'reason']
export const FIELDS_OF: Record<RuleEvent, readonly RuleField[]> = {
  'ticket.opened': TICKET,
  'ticket.changed': [...TICKET, 'changed-to', 'state-changed-to'],
  'ticket.sla': [...TICKET, 'clock', 'what'],
  'conversation.handed-over': CONVERSATION,
  'conversation.closed': [...CONVERSATION, 'close-reason', 'rating'],
  'conversation.rated': [...CONVERSATION, 'close-reason', 'rating'],
}

/** Values that a field can have, where they are few; for the editor. */
export const FIELD_VALUES: Partial<Record<RuleField, readonly string[]>> = {
  assigned: ['yes', 'no'],
  clock: ['first-response', 'resolution'],
  what: ['warned', 'breached'],
  'close-reason': CLOSE_REASONS,
  language: ['zh', 'en'],
  rating: ['1', '2', '3', '4', '5'],
}

export const RULE_OPS = ['is', 'is-not', 'contains', 'at-most', 'at-least'] as const
/** All of a rule's conditions must hold. `at-most` and `at-least` compare numbers. */
export const ruleCondition = z.object({
  field: ruleField,
  op: z.enum(RULE_OPS),
  value: z.string().trim().min(1).max(100),
})
export type RuleCondition = z.infer<typeof ruleCondition>

const skill = z.string().trim().min(1).max(40)
/** `{subject}`, `{title}`, `{number}` and `{customer}` stand for those of the fact. */
const text = z.string().trim().min(1).max(200)
const person = z.string().min(1).max(64)

/** What a rule does, in order. `skill` as a receiver is whoever has the ticket's skill. */
export const ruleAction = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('open-ticket'),
    type: ticketType,
    title: text,
    /** For readers of English; empty is the title. */
    titleEn: z.string().trim().max(200).default(''),
    priority: ticketPriority,
    skill: skill.nullable(),
  }),
  z.object({
    kind: z.literal('set'),
    priority: ticketPriority.optional(),
    status: z.enum(['open', 'pending', 'closed']).optional(),
    /** Goes before a status. */
    state: ticketStateId.optional(),
    skill: skill.optional(),
  }),
  /** Asks the business to do something; in the values `{order}` and `{field.NAME}` stand for those of the fact too. */
  z.object({
    kind: z.literal('business'),
    action: z.string().trim().min(1).max(60),
    input: z.record(z.string().min(1).max(60), z.string().trim().max(500)).default({}),
  }),
  z.object({ kind: z.literal('raise-priority') }),
  z.object({ kind: z.literal('assign'), to: z.enum(['supervisor', 'user']), userId: person.optional() }),
  z.object({ kind: z.literal('note'), text, customerVisible: z.boolean().default(false) }),
  z.object({ kind: z.literal('require-approval'), step: approvalStep }),
  z.object({
    kind: z.literal('notify'),
    to: z.enum(['assignee', 'supervisors', 'skill', 'user']),
    userId: person.optional(),
  }),
])
export type RuleAction = z.infer<typeof ruleAction>

const rule = {
  name: z.string().trim().min(1).max(80),
  nameEn: z.string().trim().max(80).default(''),
  on: ruleEvent,
  conditions: z.array(ruleCondition).max(10),
  actions: z.array(ruleAction).min(1).max(10),
  active: z.boolean().default(true),
  position: z.number().int().min(0).max(1000).default(100),
}
type Shape = { on: RuleEvent; conditions: RuleCondition[]; actions: RuleAction[] }
/** A condition the fact knows nothing of would never hold; without a ticket there is nothing to work on before one is opened. */
const sound = (given: z.ZodType<Shape>) =>
  given
    .refine(({ on, conditions }) => conditions.every(({ field }) => FIELDS_OF[on].includes(field)), 'conditions')
    .refine(({ on, actions }) => {
      const first = actions.find(({ kind }) => kind !== 'business')
      return on.startsWith('ticket.') || !first || first.kind === 'open-ticket'
    }, 'actions')
    .refine(
      ({ actions }) => actions.every((one) => !('to' in one) || one.to !== 'user' || one.userId !== undefined),
      'userId',
    )

export const ruleInput = z.object(rule)
export type RuleInput = z.output<typeof ruleInput>
export const soundRule = sound(ruleInput)

export const ruleView = ruleInput.extend({
  id: z.string(),
  version: z.number().int(),
  updatedBy: z.string(),
  updatedAt: z.string(),
  /** How often it acted in the last 30 days. */
  runs: z.number().int(),
})
export type RuleView = z.infer<typeof ruleView>

/** What came of one action: what it did, in words of the log, or why it could not; `pending` while it is tried again. */
export const actionOutcome = z.object({ kind: z.string(), done: z.boolean(), detail: z.string() })
export type ActionOutcome = z.infer<typeof actionOutcome>

export const ruleRun = z.object({
  at: z.string(),
  ticketId: z.string().nullable(),
  ticketNumber: z.number().int().nullable(),
  ticketTitle: z.string().nullable(),
  conversationId: z.string().nullable(),
  outcome: z.array(actionOutcome),
})
export type RuleRun = z.infer<typeof ruleRun>

/** What a rule would have done with the facts of the last days; nothing is done. */
export const dryRunInput = z.object({ rule: ruleInput, days: z.number().int().min(1).max(90).default(7) })
export const dryRun = z.object({
  /** Facts of this kind in those days, and how many the conditions fit. */
  facts: z.number().int(),
  matched: z.number().int(),
  /** The latest of them. */
  examples: z.array(
    z.object({
      at: z.string(),
      title: z.string(),
      ticketId: z.string().nullable(),
      conversationId: z.string().nullable(),
      values: z.record(z.string(), z.string()),
      /** What each action would do; `problem` says what it lacks. */
      would: z.array(z.object({ kind: z.string(), text: z.string(), problem: z.string().nullable() })),
    }),
  ),
})
export type DryRun = z.infer<typeof dryRun>

/** Roles that can be asked to agree. */
export const APPROVER_ROLES = role.options.filter((one) => one === 'supervisor' || one === 'administrator')

export const ruleEvents = {
  'rule.changed': { payload: z.object({ ruleId: z.string() }), topics: () => ['team'] },
} satisfies EventDefinitions
