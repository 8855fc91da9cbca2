import type { TicketStatus } from '../../../../src/tickets/contract.ts'
import type { TicketPriority } from '../../../../src/tickets/types/contract.ts'
import type { Tone } from '../../components/list/status-mark.tsx'

/** Every known word once, with how it looks; the compiler holds the lists complete. */
const statuses = { open: 'action', pending: 'person', resolved: 'good', closed: 'quiet' } as const satisfies Record<
  TicketStatus,
  Tone
>
const priorities = { urgent: 4, high: 3, normal: 2, low: 1 } as const satisfies Record<TicketPriority, number>

export const STATUS_TONES: Record<TicketStatus, Tone> = statuses
/** How many of four bars are filled. */
export const PRIORITY_BARS: Record<TicketPriority, number> = priorities
export const STATUSES = Object.keys(statuses) as TicketStatus[]
export const PRIORITIES = Object.keys(priorities) as TicketPriority[]
