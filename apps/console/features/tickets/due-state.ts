import type { Ticket } from '../../../../src/tickets/contract.ts'

type Timed = Pick<Ticket, 'dueAt' | 'status' | 'pausedAt' | 'resolutionSla'>

/** `paused`: waits for somebody else; `late`: past its time; `soon`: it was warned of; `none`: no longer counts. */
export function dueState(ticket: Timed, now: number): 'paused' | 'late' | 'soon' | 'calm' | 'none' {
  if (!ticket.dueAt || ticket.status === 'resolved' || ticket.status === 'closed') return 'none'
  if (ticket.pausedAt) return 'paused'
  if (new Date(ticket.dueAt).getTime() <= now) return 'late'
  return ticket.resolutionSla === 'warned' ? 'soon' : 'calm'
}
