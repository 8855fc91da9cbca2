import { z } from 'zod'
import type { EventDefinitions } from '#platform/ledger/contract.ts'

/** `pending` waits for the customer or a third party; `resolved` may be reopened; `closed` is the end. */
export const TICKET_STATUSES = ['open', 'pending', 'resolved', 'closed'] as const
export const ticketStatus = z.enum(TICKET_STATUSES)
export type TicketStatus = z.infer<typeof ticketStatus>

/** Id of a state. Four are named like the statuses and always in use; operators add their own. */
export const ticketStateId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'state')

export const STATE_COLOURS = ['action', 'person', 'good', 'quiet', 'risk', 'blue', 'violet', 'rose'] as const
const label = z.string().trim().min(1).max(40)

/** A state of tickets in the operator's own words. Clocks, lists and rules go by its status, which stays. */
export const ticketStateInput = z.object({
  id: ticketStateId,
  status: ticketStatus,
  name: label,
  nameEn: label,
  colour: z.enum(STATE_COLOURS),
  /** Place among the others, smallest first. */
  position: z.number().int().min(0).max(1000).default(100),
  /** Out of use: tickets keep it, but none gets it any more. */
  active: z.boolean().default(true),
})
export type TicketStateInput = z.output<typeof ticketStateInput>

export const ticketStateView = ticketStateInput.extend({ updatedBy: z.string(), updatedAt: z.string() })
export type TicketStateView = z.infer<typeof ticketStateView>

export const isBuiltIn = (id: string): boolean => (TICKET_STATUSES as readonly string[]).includes(id)

export const ticketStateEvents = {
  'ticket-state.changed': { payload: z.object({ stateId: z.string() }), topics: () => ['team'] },
} satisfies EventDefinitions
