import type { Ticket } from '../../../../src/tickets/contract.ts'

/** `late`: past its time; `soon`: in the last quarter of it; `none`: no longer counts. */
export function dueState(
  ticket: Pick<Ticket, 'dueAt' | 'status' | 'createdAt'>,
  now: number,
): 'late' | 'soon' | 'calm' | 'none' {
  if (!ticket.dueAt || ticket.status === 'resolved' || ticket.status === 'closed') return 'none'
  const due = new Date(ticket.dueAt).getTime()
  if (due <= now) return 'late'
  const whole = due - new Date(ticket.createdAt).getTime()
  return due - now < whole / 4 ? 'soon' : 'calm'
}
