import type { EmotionState } from '#emotion/contract.ts'
import type { CallerFacts } from '#voice/menu/contract.ts'

/** An order as far as the menu cares. `returning`: its state in words when it is being returned. */
export type OrderAtHand = { status: string; placedAt: string; deliveredAt?: string; returning: string | null }
export type KnownCaller = {
  customer: { language: 'zh' | 'en'; tier: string; elderly: boolean } | null
  /** What earlier contacts were about, by topic, newest first; and how the last went. */
  topics: readonly string[]
  last: { rating: number | null; emotion: Pick<EmotionState, 'level'> | null; at: Date } | null
  orders: readonly OrderAtHand[]
}

const DAY = 24 * 3600_000
/** So long after a delivery people think of sending things back; so long an upset customer is treated with care. */
const RETURNS_DAYS = 7
const CARE_DAYS = 14
const POOR = 2

/** What the menu wants to know of a caller, from what the house knows of him. Pure. */
export function callerFactsOf({ customer, topics, last, orders }: KnownCaller, now: Date): CallerFacts {
  const counts = new Map<string, number>()
  for (const topic of topics) counts.set(topic, (counts.get(topic) ?? 0) + 1)
  const returning = orders.find(({ returning }) => returning !== null)
  const upset = last?.emotion?.level === 'high' || last?.emotion?.level === 'medium'
  const poor = last !== null && last.rating !== null && last.rating <= POOR
  return {
    language: customer?.language ?? 'zh',
    tier: customer?.tier ?? 'regular',
    elderly: customer?.elderly ?? false,
    used: [...counts].map(([topic, times]) => ({ topic, times })),
    likely: likelyOf(orders, now),
    pending: returning ? { state: returning.returning!, topic: 'refund_progress' } : null,
    lastNegative: last !== null && (poor || upset) && now.getTime() - last.at.getTime() < CARE_DAYS * DAY,
  }
}

const BY_STATUS: Record<string, readonly string[]> = {
  paid: ['order_query', 'change_address', 'cancel_order'],
  shipped: ['logistics', 'change_address'],
  in_transit: ['logistics'],
}

/** What somebody with these orders most likely calls about, by the newest order first. */
function likelyOf(orders: readonly OrderAtHand[], now: Date): string[] {
  const newest = orders.toSorted((a, b) => (a.placedAt < b.placedAt ? 1 : -1))
  const topics = newest.flatMap(({ status, deliveredAt }) => {
    const fresh = deliveredAt && now.getTime() - Date.parse(deliveredAt) < RETURNS_DAYS * DAY
    return BY_STATUS[status] ?? (status === 'delivered' && fresh ? ['refund', 'exchange'] : [])
  })
  return [...new Set(topics)].slice(0, 3)
}
