import type { Database, Db } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { listWorkers } from '#tickets/assign-queries.ts'
import { changeTicket } from '#tickets/change.ts'
import type { Ticket } from '#tickets/contract.ts'
import { listTickets } from '#tickets/queries.ts'
import { readTicketSettings } from '#tickets/types/settings.ts'

/** Somebody who could take a ticket, with what he has already. */
export type Worker = {
  id: string
  role: string
  skills: string[]
  atWork: boolean
  /** Tickets that count as a full day's work; more are given to nobody. */
  capacity: number
  load: number
  /** Moment of the last ticket he was given, in milliseconds; 0 for never. */
  lastGivenAt: number
}

/** What an open ticket weighs: an urgent one keeps somebody busier. */
export const WEIGHT: Record<Ticket['priority'], number> = { urgent: 3, high: 2, normal: 1, low: 1 }

/** Whoever has the skill, is at work and has the most room; of equals the one who got nothing for longest. Pure. */
export function chooseWorker(ticket: Pick<Ticket, 'skill' | 'priority'>, workers: readonly Worker[]): Worker | null {
  const able = workers.filter(
    ({ role, skills, atWork, load, capacity }) =>
      atWork && load < capacity && (ticket.skill === null ? role === 'agent' : skills.includes(ticket.skill)),
  )
  const room = ({ load, capacity }: Worker) => load / capacity
  // A specialist is not spent on what anybody could do.
  const spare = ({ skills }: Worker) => (ticket.skill === null ? skills.length : 0)
  return able.toSorted((a, b) => room(a) - room(b) || spare(a) - spare(b) || a.lastGivenAt - b.lastGivenAt)[0] ?? null
}

/** Job: gives out what nobody has, most urgent first. Safe on several nodes: of two hands one gets a conflict. Returns how many. */
export async function assignTickets(database: Database, now = new Date()): Promise<number> {
  if (!(await readTicketSettings(database.db)).autoAssign) return 0
  const waiting = await listTickets(database.db, { status: ['open'], assigneeId: null, sort: 'urgent', limit: 200 })
  const workers = waiting.length ? await listWorkers(database.db) : []
  let given = 0
  for (const ticket of waiting) {
    const worker = chooseWorker(ticket, workers)
    if (!worker || !(await give(database, ticket, worker.id, now))) continue
    worker.load += WEIGHT[ticket.priority]
    worker.lastGivenAt = now.getTime()
    given++
  }
  return given
}

async function give(database: Database, ticket: Ticket, assigneeId: string, now: Date): Promise<boolean> {
  try {
    await database.transaction((tx) =>
      changeTicket(tx, ticket.id, { version: ticket.version, assigneeId }, 'system', now),
    )
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

/** The supervisor with the least on his hands, at work or not. */
export async function leastBusy(db: Db, role: string): Promise<string | null> {
  const workers = (await listWorkers(db)).filter((worker) => worker.role === role)
  return workers.toSorted((a, b) => Number(b.atWork) - Number(a.atWork) || a.load - b.load)[0]?.id ?? null
}
