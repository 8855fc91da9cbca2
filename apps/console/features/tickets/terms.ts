import { TICKET_STATUSES, type TicketStatus } from '../../../../src/tickets/states/contract.ts'
import type { TicketPriority } from '../../../../src/tickets/types/contract.ts'

/** Every known word once, with how it looks; the compiler holds the lists complete. */
const priorities = { urgent: 4, high: 3, normal: 2, low: 1 } as const satisfies Record<TicketPriority, number>

/** How many of four bars are filled. */
export const PRIORITY_BARS: Record<TicketPriority, number> = priorities
export const STATUSES: readonly TicketStatus[] = TICKET_STATUSES
export const PRIORITIES = Object.keys(priorities) as TicketPriority[]
