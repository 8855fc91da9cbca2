import { type CampaignPlan, LAWFUL_HOURS, MOST_ATTEMPTS, type Outcome, type TargetStatus } from '#outbound/contract.ts'
import type { BusinessHours } from '#team/contract.ts'
import { isOpenAt, nextOpening } from '#team/hours.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

export type Rules = Pick<CampaignPlan, 'pacing' | 'hours' | 'caps' | 'retries' | 'startsAt' | 'endsAt'>

/** Somebody who waits to be called. Times are milliseconds since 1970. */
export type Candidate = {
  id: string
  /** The number, as attempts and the do-not-call list know it. */
  key: string
  nextAt: number
  /** When the number was tried before, by whomever. */
  tried: readonly number[]
  /** A call with this number goes on now. */
  engaged: boolean
  /** The number asked not to be called. */
  stopped: boolean
}

export type Moment = {
  now: number
  /** Calls of the campaign going on, and when those of the last minute began. */
  calling: number
  begun: readonly number[]
  candidates: readonly Candidate[]
}

export type Decision = {
  call: string[]
  /** For good. */
  settle: { id: string; as: 'skipped' | 'expired' }[]
  /** Their number had enough; not before then. */
  later: { id: string; at: number }[]
}

/** Who is called now. Pure: hours, caps and the pace of the campaign are kept whatever else happens. */
export function whoNext(rules: Rules, moment: Moment): Decision {
  const { now, candidates } = moment
  const over = now >= Date.parse(rules.endsAt)
  const decision: Decision = { call: [], settle: [], later: [] }
  const rest = candidates.filter(({ id, stopped }) => {
    if (stopped || over) decision.settle.push({ id, as: stopped ? 'skipped' : 'expired' })
    return !stopped && !over
  })
  if (!mayCallAt(rules, now)) return decision
  let free = roomFor(rules, moment)
  const chosen = new Set<string>()
  for (const { id, key, nextAt, tried, engaged } of rest.toSorted((a, b) => a.nextAt - b.nextAt)) {
    if (free <= 0) break
    if (nextAt > now || engaged || chosen.has(key)) continue
    const at = freeAt(rules, tried, now)
    if (at > now) {
      decision.later.push({ id, at })
      continue
    }
    decision.call.push(id)
    chosen.add(key)
    free -= 1
  }
  return decision
}

function roomFor({ pacing }: Rules, { now, calling, begun }: Moment): number {
  const lately = begun.filter((at) => at > now - MINUTE).length
  return Math.min(pacing.atOnce - calling, pacing.perMinute - lately)
}

/** From when on a number that was tried then may be tried again; `now` when it may be at once. */
export function freeAt({ caps }: Pick<Rules, 'caps'>, tried: readonly number[], now: number): number {
  const limits = [
    { most: MOST_ATTEMPTS.fiveMinutes, within: 5 * MINUTE },
    { most: Math.min(caps.perDay, MOST_ATTEMPTS.day), within: DAY },
    { most: caps.perWeek, within: 7 * DAY },
  ]
  return Math.max(
    now,
    ...limits.map(({ most, within }) => {
      const latest = tried.filter((at) => at > now - within).toSorted((a, b) => b - a)
      return latest.length < most ? now : latest[most - 1]! + within
    }),
  )
}

/** Whether anybody may be called at all at this moment. */
export function mayCallAt({ hours, startsAt, endsAt }: Omit<Rules, 'pacing' | 'caps' | 'retries'>, now: number) {
  const running = now < Date.parse(endsAt) && (startsAt === null || now >= Date.parse(startsAt))
  return running && isLawfulAt(hours.timeZone, now) && isOpenAt(hours, new Date(now))
}

/** Whether the law lets people be called at this moment of their day. */
export const isLawfulAt = (timeZone: string, now: number): boolean => isOpenAt(lawful(timeZone), new Date(now))

/** When calling goes on: `now` when it may at once, null when not before the end. */
export function resumesAt(rules: Pick<Rules, 'hours' | 'startsAt' | 'endsAt'>, now: number): number | null {
  const end = Date.parse(rules.endsAt)
  let at = Math.max(now, rules.startsAt ? Date.parse(rules.startsAt) : now)
  for (let n = 0; n < 50 && at < end; n++) {
    if (mayCallAt(rules, at)) return at
    const opens = nextOpening(rules.hours, new Date(at))?.getTime()
    if (opens === undefined) return null
    at = opens > at ? opens : (nextOpening(lawful(rules.hours.timeZone), new Date(at))?.getTime() ?? end)
  }
  return null
}

const lawful = (timeZone: string): BusinessHours => ({
  timeZone,
  weekly: Array.from({ length: 7 }, () => [LAWFUL_HOURS]),
  special: [],
})

export type Next = { status: TargetStatus; nextAt: number | null }

/** What becomes of somebody after an attempt; `attempts` counts this one. */
export function afterAttempt(
  { retries }: Pick<Rules, 'retries'>,
  attempts: number,
  outcome: Outcome,
  now: number,
): Next {
  const wait = { busy: retries.busyMinutes, 'no-answer': retries.noAnswerMinutes, failed: retries.noAnswerMinutes }
  const again = outcome in wait && attempts <= retries.most
  if (!again) return { status: outcome, nextAt: null }
  return { status: 'waiting', nextAt: now + wait[outcome as keyof typeof wait] * MINUTE }
}
