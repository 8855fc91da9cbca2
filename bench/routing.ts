import { GENERAL, type Queue } from '#desk/routing/contract.ts'
import { erlangC, staffing } from '#desk/routing/erlang.ts'
import { waitMinutes } from '#desk/routing/place.ts'
import { chooseBy } from '#desk/routing/replay.ts'
import { type Candidate, score } from '#desk/routing/score.ts'
import {
  type Arrival,
  type Choose,
  simulate,
  summarise,
  type TierSummary,
  type Worker,
} from '#desk/routing/simulate.ts'
import { GENERAL_QUEUE, STARTING_RULES } from '#desk/routing/starting-policy.ts'

const SECONDS = 20
const HOURS = 10
const STAFF = 15
const SKILLS = ['after-sale', 'refund', 'technical', 'complaint']
const QUEUE: Queue = { ...GENERAL_QUEUE, mode: 'auto', version: 1, updatedAt: '' }

/**
 * A working day of fifteen agents with two peaks, the same arrivals for three ways of routing: ours, the agent who has been
 * idle longest, and round robin; both of these serve in the order of arrival. All obey presence, capacity and skill.
 */
export async function benchRouting(): Promise<unknown> {
  const lines: Record<string, unknown> = {}
  for (const [name, effect] of [
    ['skill makes faster', true],
    ['skill makes no difference', false],
  ] as const) {
    const ways: [string, () => Choose][] = [
      ['ours', () => chooseBy([QUEUE], STARTING_RULES)],
      ['longest idle', longestIdle],
      ['round robin', roundRobin],
    ]
    process.stdout.write(`\n${name}\n`)
    const found: Record<string, Record<string, TierSummary>> = {}
    for (const [way, choose] of ways) {
      const tiers = summarise(simulate(dayOf(11), workers(), choose(), takesWith(effect)), SECONDS)
      found[way] = Object.fromEntries(tiers.map((tier) => [tier.tier, tier]))
      for (const tier of tiers) process.stdout.write(row(way, tier))
    }
    lines[effect ? 'skilled' : 'equal'] = found
  }
  const estimate = honestEstimate()
  const check = againstErlang()
  const need = staffing({
    ...{ contactsPerHour: 330, handleSeconds: 420, chatsAtOnce: 3, withinSeconds: SECONDS, share: 0.8 },
    ...{ mostOccupied: 0.85, shrinkage: 0.3 },
  })
  process.stdout.write(
    `\nErlang C, 330 chats an hour of 7 minutes, 3 at once: ${need.needed} at their desks, ${need.onRoster} on the roster\n`,
  )
  return { ...lines, estimate, check, staffing: { needed: need.needed, onRoster: need.onRoster } }
}

const row = (way: string, { tier, arrived, averageWait, longWait, serviceLevel, abandoned }: TierSummary) =>
  `  ${way.padEnd(13)} ${tier.padEnd(8)} ${String(arrived).padStart(5)} came   waits ${averageWait.toFixed(1).padStart(6)} s` +
  `   p90 ${longWait.toFixed(0).padStart(4)} s   in ${SECONDS} s ${(serviceLevel * 100).toFixed(1).padStart(5)} %` +
  `   gave up ${((abandoned / arrived) * 100).toFixed(1).padStart(5)} %\n`

/** The same numbers every time: a linear congruential generator. */
function chance(seed: number) {
  let state = seed
  const next = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return (state + 0.5) / 4_294_967_296
  }
  return {
    next,
    mean: (mean: number) => -Math.log(next()) * mean,
    pick: <T>(list: readonly T[]) => list[Math.floor(next() * list.length)]!,
  }
}

/** About 3 300 arrivals with peaks at eleven and at half past two; patience is exponential, shorter for the angry. */
function dayOf(seed: number): Arrival[] {
  const random = chance(seed)
  const arrivals: Arrival[] = []
  for (let at = 0; ; ) {
    const hour = at / 3600
    const rush = 1 + 0.9 * Math.exp(-((hour - 2) ** 2) / 0.8) + 0.7 * Math.exp(-((hour - 5.5) ** 2) / 1)
    at += random.mean(13.5 / rush)
    if (at > HOURS * 3600) return arrivals
    const dice = random.next()
    const tier = dice < 0.06 ? 'vip' : dice < 0.2 ? 'gold' : 'regular'
    const mood = random.next()
    const emotion = mood < 0.05 ? 'high' : mood < 0.12 ? 'medium' : 'none'
    arrivals.push({
      ...{ id: `c${arrivals.length}`, queueId: GENERAL, channel: 'web', language: 'zh', tier, tags: [], emotion },
      ...{
        skill: random.next() < 0.75 ? random.pick(SKILLS) : null,
        priority: tier === 'vip' ? 2 : tier === 'gold' ? 1 : 0,
      },
      ...{ reason: mood > 0.97 ? 'complaint' : 'requested', senior: false, waitsSince: at * 1000, dedicatedId: null },
      lastAgentId: random.next() < 0.25 ? `a${Math.floor(random.next() * STAFF)}` : null,
      handleSeconds: 60 + random.mean(360),
      patienceSeconds: 20 + random.mean(emotion === 'high' ? 150 : 300),
    })
  }
}

/** Every agent knows two skills well or badly, three chats at once. */
function workers(): Worker[] {
  const random = chance(5)
  return Array.from({ length: STAFF }, (_, n) => ({
    ...{ userId: `a${n}`, name: `a${n}`, presence: 'online', teams: [], languages: ['zh'], capacity: 3, serving: 0 },
    ...{ senior: false, channels: {}, servingOn: {}, lastGotAt: null },
    levels: Object.fromEntries(
      [0, 1, 2].map((k) => [SKILLS[(n + k) % SKILLS.length]!, 1 + Math.floor(random.next() * 5)]),
    ),
  }))
}

/** What the comparison assumes of skill: level 5 takes 0.85 of the time, level 1 takes 1.3; who knows him, a tenth less. */
const FACTOR = [1.6, 1.3, 1.15, 1, 0.92, 0.85]
const takesWith = (effect: boolean) => (arrival: Arrival, agent: Candidate) => {
  if (!effect) return arrival.handleSeconds
  const level = arrival.skill ? (agent.levels[arrival.skill] ?? 0) : 3
  return arrival.handleSeconds * FACTOR[level]! * (arrival.lastAgentId === agent.userId ? 0.9 : 1)
}

type Order = (open: Candidate[]) => Candidate
/** First come, first served; of those who may take it, the order says who. */
function inOrder(order: Order): Choose {
  return (waiting, agents, now) => {
    const hands = agents.map((agent) => ({ ...agent }))
    return waiting
      .toSorted((a, b) => a.waitsSince - b.waitsSince)
      .flatMap((one) => {
        const asked = { queue: QUEUE, overflow: null }
        const open = hands.filter((agent) => !score(agent, one, asked, STARTING_RULES, now).excluded)
        if (!open.length) return []
        const agent = order(open)
        agent.serving += 1
        agent.lastGotAt = now
        return [{ id: one.id, userId: agent.userId }]
      })
  }
}
const longestIdle = () => inOrder((open) => open.reduce((a, b) => ((a.lastGotAt ?? 0) <= (b.lastGotAt ?? 0) ? a : b)))
function roundRobin(): Choose {
  let last = -1
  return inOrder((open) => {
    const number = (agent: Candidate) => Number(agent.userId.slice(1))
    const next = open.find((agent) => number(agent) > last) ?? open[0]!
    last = number(next)
    return next
  })
}

/** What customers are told when they come, against what they then wait, in minutes. */
function honestEstimate() {
  const choose = chooseBy([QUEUE], STARTING_RULES)
  const told = new Map<string, number>()
  const asked: Choose = (waiting, agents, now) => {
    const given = choose(waiting, agents, now)
    const gone = new Set(given.map(({ id }) => id))
    const left = waiting.filter(({ id }) => !gone.has(id))
    const busy = agents.map((agent) => ({
      ...agent,
      serving: agent.serving + given.filter((g) => g.userId === agent.userId).length,
    }))
    for (const [n, one] of left.entries()) if (!told.has(one.id)) told.set(one.id, waitMinutes(n + 1, busy, 420) ?? 0)
    return given
  }
  const served = simulate(dayOf(11), workers(), asked).filter(({ id, userId }) => told.has(id) && userId)
  const errors = served.map(({ id, waited }) => told.get(id)! - waited / 60)
  const share = (test: (error: number) => boolean) =>
    Math.round((errors.filter(test).length / errors.length) * 1000) / 1000
  const meanError = errors.reduce((a, b) => a + Math.abs(b), 0) / errors.length
  const result = {
    told: errors.length,
    meanErrorMinutes: Math.round(meanError * 100) / 100,
    notLater: share((e) => e >= 0),
    withinTwo: share((e) => Math.abs(e) <= 2),
  }
  process.stdout.write(
    `\nestimates: ${result.told} told, off by ${result.meanErrorMinutes} min on average, answered no later than told ${(result.notLater * 100).toFixed(0)} %, within two minutes ${(result.withinTwo * 100).toFixed(0)} %\n`,
  )
  return result
}

/** The simulation against the formula, where the formula holds: patient customers, one chat at a time. */
function againstErlang() {
  const random = chance(7)
  let at = 0
  const base = dayOf(1)[0]!
  const arrivals = Array.from({ length: 40_000 }, (_, n) => {
    at += random.mean(18)
    return {
      ...base,
      id: `e${n}`,
      skill: null,
      waitsSince: at * 1000,
      handleSeconds: random.mean(180),
      patienceSeconds: Number.POSITIVE_INFINITY,
    }
  })
  const staff = workers()
    .slice(0, 14)
    .map((worker) => ({ ...worker, capacity: 1 }))
  const [all] = summarise(simulate(arrivals, staff, longestIdle()), SECONDS)
  const formula = erlangC(14, 10, 180, SECONDS)!
  process.stdout.write(
    `\nsimulated against Erlang C (14 people, 10 erlangs): in ${SECONDS} s ${(all!.serviceLevel * 100).toFixed(1)} % against ${(formula.serviceLevel * 100).toFixed(1)} %, waits ${all!.averageWait.toFixed(1)} s against ${formula.averageWait.toFixed(1)} s\n`,
  )
  return {
    serviceLevel: all!.serviceLevel,
    wanted: formula.serviceLevel,
    averageWait: all!.averageWait,
    wantedWait: formula.averageWait,
  }
}
