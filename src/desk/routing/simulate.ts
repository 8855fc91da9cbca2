import type { Candidate } from '#desk/routing/score.ts'
import type { Waiting } from '#desk/routing/urgency.ts'

/** Somebody who will ask for a person: when, what his chat takes, and how long he waits at most. */
export type Arrival = Omit<Waiting, 'passed'> & { handleSeconds: number; patienceSeconds: number }
/** An agent and when he is at work; without shifts always. */
export type Worker = Candidate & { shifts?: readonly { from: number; to: number }[] }
/** What a way of routing gives to whom at a moment. */
export type Choose = (waiting: Waiting[], agents: Candidate[], now: number) => { id: string; userId: string }[]
export type Served = { id: string; tier: string; waited: number; userId: string | null }

type Happening = { at: number; kind: 'arrives' | 'ends' | 'leaves' | 'looks'; id: string }
/** Levels and overflow change with time alone, so somebody must look when nothing happens. */
const LOOK_MS = 5_000

/**
 * A day at the desk, one happening after the other. `takes` gives the seconds a chat takes with an agent. Every arrival
 * ends up served or gone; what is still waiting when the last has come is served too.
 */
export function simulate(
  arrivals: readonly Arrival[],
  workers: readonly Worker[],
  choose: Choose,
  takes: (arrival: Arrival, agent: Candidate) => number = (arrival) => arrival.handleSeconds,
): Served[] {
  const byId = new Map(arrivals.map((arrival) => [arrival.id, arrival]))
  const staff = new Map(workers.map((worker) => [worker.userId, { ...worker }]))
  const waiting = new Map<string, Waiting>()
  const served: Served[] = []
  const agenda = openAgenda(arrivals)
  let looking = false
  const give = (now: number) => {
    if (!waiting.size) return
    const there = [...staff.values()].map((worker) => ({ ...worker, presence: presenceAt(worker, now) }))
    for (const { id, userId } of choose([...waiting.values()], there, now)) {
      const arrival = byId.get(id)!
      const agent = staff.get(userId)!
      waiting.delete(id)
      served.push({ id, tier: arrival.tier, waited: (now - arrival.waitsSince) / 1000, userId })
      hold(agent, arrival.channel, 1, now)
      agenda.add({ at: now + takes(arrival, agent) * 1000, kind: 'ends', id: `${userId} ${id}` })
    }
    if (waiting.size && !looking) {
      looking = true
      agenda.add({ at: now + LOOK_MS, kind: 'looks', id: '' })
    }
  }
  const last = Math.max(0, ...arrivals.map(({ waitsSince }) => waitsSince)) + GIVE_UP_MS
  for (let next = agenda.take(); next; next = agenda.take()) {
    const { at, kind, id } = next
    if (at > last) break
    if (kind === 'arrives') {
      const arrival = byId.get(id)!
      waiting.set(id, { ...arrival, passed: [] })
      if (Number.isFinite(arrival.patienceSeconds))
        agenda.add({ at: at + arrival.patienceSeconds * 1000, kind: 'leaves', id })
    } else if (kind === 'leaves') {
      if (!waiting.delete(id)) continue
      served.push({ id, tier: byId.get(id)!.tier, waited: byId.get(id)!.patienceSeconds, userId: null })
    } else if (kind === 'ends') {
      const [userId = '', ended = ''] = id.split(' ')
      hold(staff.get(userId)!, byId.get(ended)!.channel, -1, at)
    } else looking = false
    give(at)
  }
  for (const { id, tier, waitsSince } of waiting.values())
    served.push({ id, tier, waited: (last - waitsSince) / 1000, userId: null })
  return served
}

/** Nobody waits longer than this for the day to end. */
const GIVE_UP_MS = 4 * 3_600_000

function presenceAt({ shifts, presence }: Worker, now: number): Candidate['presence'] {
  if (!shifts) return presence
  return shifts.some(({ from, to }) => from <= now && now < to) ? 'online' : 'offline'
}

function hold(agent: Worker, channel: string, more: 1 | -1, now: number): void {
  agent.serving += more
  agent.servingOn = { ...agent.servingOn, [channel]: (agent.servingOn[channel] ?? 0) + more }
  if (more > 0) agent.lastGotAt = now
}

/** What is to happen, the earliest first: a binary heap. */
function openAgenda(arrivals: readonly Arrival[]) {
  const heap: Happening[] = []
  const swap = (a: number, b: number) => {
    const kept = heap[a]!
    heap[a] = heap[b]!
    heap[b] = kept
  }
  const add = (one: Happening) => {
    heap.push(one)
    for (let n = heap.length - 1; n > 0; ) {
      const parent = (n - 1) >> 1
      if (heap[parent]!.at <= heap[n]!.at) break
      swap(n, parent)
      n = parent
    }
  }
  for (const { id, waitsSince } of arrivals) add({ at: waitsSince, kind: 'arrives', id })
  const take = (): Happening | undefined => {
    const first = heap[0]
    const end = heap.pop()
    if (!first || !end || heap.length === 0) return first
    heap[0] = end
    for (let n = 0; ; ) {
      const child = [2 * n + 1, 2 * n + 2]
        .filter((c) => c < heap.length)
        .reduce((best, c) => (best < 0 || heap[c]!.at < heap[best]!.at ? c : best), -1)
      if (child < 0 || heap[n]!.at <= heap[child]!.at) break
      swap(n, child)
      n = child
    }
    return first
  }
  return { add, take }
}

export type TierSummary = {
  tier: string
  arrived: number
  answered: number
  abandoned: number
  averageWait: number
  longWait: number
  serviceLevel: number
}

/** By tier, and all together under `all`: average and 90th percentile of waiting, share answered within `seconds`. */
export function summarise(served: readonly Served[], seconds: number): TierSummary[] {
  const tiers = ['all', ...new Set(served.map(({ tier }) => tier))].sort()
  return tiers.map((tier) => {
    const those = served.filter((one) => tier === 'all' || one.tier === tier)
    const answered = those.filter(({ userId }) => userId !== null)
    const waits = answered.map(({ waited }) => waited).sort((a, b) => a - b)
    return {
      tier,
      arrived: those.length,
      answered: answered.length,
      abandoned: those.length - answered.length,
      averageWait: waits.length ? waits.reduce((a, b) => a + b, 0) / waits.length : 0,
      longWait: waits[Math.min(waits.length - 1, Math.floor(waits.length * 0.9))] ?? 0,
      serviceLevel: those.length ? waits.filter((wait) => wait <= seconds).length / those.length : 1,
    }
  })
}
