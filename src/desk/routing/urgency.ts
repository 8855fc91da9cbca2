import type { PolicyRules, Queue } from '#desk/routing/contract.ts'

/** What is known of somebody who waits, as far as it decides. Times are milliseconds since 1970. */
export type Waiting = {
  id: string
  queueId: string
  channel: string
  language: 'zh' | 'en'
  tier: string
  /** Tags of the customer. */
  tags: readonly string[]
  /** What the flow asked for, e.g. `refund`. */
  skill: string | null
  priority: number
  /** Why a person is asked for, as in the hand-over. */
  reason: string | null
  /** The strategy asks for somebody senior. */
  senior: boolean
  emotion: 'none' | 'low' | 'medium' | 'high'
  waitsSince: number
  /** Agents who had the chance and did not take it. */
  passed: readonly string[]
  dedicatedId: string | null
  /** A call, in a house whose people take calls by telephone: only a phone that may ring is asked. */
  byPhone?: boolean
  lastAgentId: string | null
}

export type Urgency = { score: number; parts: Record<string, number>; urgent: boolean }

/** Reasons and tags that mean that harm is near: money, law, complaint. */
const RISKY_REASONS = new Set(['sensitive', 'complaint', 'circuit-breaker'])
export const RISK_TAG = 'high-risk'
const EMOTION_SHARE = { none: 0, low: 1 / 3, medium: 2 / 3, high: 1 }

/**
 * How urgently somebody waits. Ageing has no end, while all the other points together have: whoever comes later than
 * `overtakenUntil` minutes after somebody can never go before him.
 */
export function urgencyOf(waiting: Waiting, queue: Queue, rules: PolicyRules, now: number): Urgency {
  const waited = Math.max(0, now - waiting.waitsSince) / 1000
  const { urgency } = rules
  const parts: Record<string, number> = {}
  const add = (name: string, value: number) => {
    if (round(value) > 0) parts[name] = round(value)
  }
  const risky = RISKY_REASONS.has(waiting.reason ?? '') || waiting.tags.includes(RISK_TAG)
  add('vip', waiting.tier === 'vip' ? urgency.vip : waiting.tier === 'gold' ? urgency.vip / 2 : 0)
  add('risk', risky ? urgency.risk : 0)
  add('emotion', urgency.emotion * EMOTION_SHARE[waiting.emotion])
  add('priority', urgency.priority * Math.min(MAX_PRIORITY, Math.max(0, waiting.priority)))
  const pressing = sum(parts) >= rules.urgentFrom
  add('sla', urgency.sla * Math.min(1, waited / queue.alertAfterSeconds))
  add('ageing', (urgency.ageing * waited) / 60)
  return { score: round(sum(parts)), parts, urgent: pressing || waited >= rules.ageLimitMinutes * 60 }
}

const MAX_PRIORITY = 5

/** Minutes after which nobody who comes new can overtake any more. */
export function overtakenUntil({ urgency, ageLimitMinutes }: PolicyRules): number {
  const most = urgency.vip + urgency.risk + urgency.emotion + urgency.sla + urgency.priority * MAX_PRIORITY
  return ageLimitMinutes + most / urgency.ageing
}

/** Urgent before ordinary, then by points, then who came first. */
export function byUrgency(a: Ranked, b: Ranked): number {
  if (a.urgency.urgent !== b.urgency.urgent) return a.urgency.urgent ? -1 : 1
  return (
    b.urgency.score - a.urgency.score ||
    a.waiting.waitsSince - b.waiting.waitsSince ||
    (a.waiting.id < b.waiting.id ? -1 : 1)
  )
}
export type Ranked = { waiting: Waiting; urgency: Urgency }

const sum = (parts: Record<string, number>) => Object.values(parts).reduce((a, b) => a + b, 0)
const round = (value: number) => Math.round(value * 100) / 100
