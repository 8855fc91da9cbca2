import type { StaffingAnswer, StaffingQuestion } from '#desk/routing/contract.ts'

export type Load = { serviceLevel: number; averageWait: number; occupancy: number; waits: number }

/**
 * Erlang C: people who never tire of waiting, arriving at random, served by `agents` in order. `traffic` in erlangs
 * (work that arrives per unit of time), times in seconds. Null where the agents cannot keep up at all.
 */
export function erlangC(agents: number, traffic: number, handleSeconds: number, withinSeconds: number): Load | null {
  if (traffic === 0) return { serviceLevel: 1, averageWait: 0, occupancy: 0, waits: 0 }
  if (agents <= traffic) return null
  let blocked = 1
  for (let k = 1; k <= agents; k++) blocked = (traffic * blocked) / (k + traffic * blocked)
  const waits = (agents * blocked) / (agents - traffic * (1 - blocked))
  return {
    serviceLevel: 1 - waits * Math.exp((-(agents - traffic) * withinSeconds) / handleSeconds),
    averageWait: (waits * handleSeconds) / (agents - traffic),
    occupancy: traffic / agents,
    waits,
  }
}

const MOST_AGENTS = 5000

/** How many people are needed at once, and how many on the roster, so that the promise is kept and nobody is worn out. */
export function staffing(question: StaffingQuestion): StaffingAnswer {
  const { contactsPerHour, handleSeconds, chatsAtOnce, withinSeconds, share, mostOccupied, shrinkage } = question
  // Who serves three chats at once takes a third of the time for each.
  const seconds = handleSeconds / chatsAtOnce
  const traffic = (contactsPerHour * seconds) / 3600
  const at = (agents: number) => erlangC(agents, traffic, seconds, withinSeconds)
  const keeps = (load: Load | null) => load !== null && load.serviceLevel >= share && load.occupancy <= mostOccupied
  let needed = Math.max(1, Math.ceil(traffic))
  while (needed < MOST_AGENTS && !keeps(at(needed))) needed++
  const rows = [-2, -1, 0, 1, 2].flatMap((more) => {
    const agents = needed + more
    const load = agents > 0 ? at(agents) : null
    return load ? [{ agents, ...load }] : []
  })
  return { traffic, needed, onRoster: Math.ceil(needed / (1 - shrinkage) - 1e-9), rows }
}
