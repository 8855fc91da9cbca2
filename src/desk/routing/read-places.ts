import type { PlaceInQueue } from '#desk/routing/contract.ts'
import { placesOf, USUAL_HANDLE_SECONDS } from '#desk/routing/place.ts'
import { releasedPolicy } from '#desk/routing/policy-queries.ts'
import { averageHandleSeconds, listQueued, listQueues } from '#desk/routing/queries.ts'
import { readCandidates } from '#desk/routing/read-candidates.ts'
import { MOST_WAITING, type RoutingDeps, SERVING_ROLES, withEmotions } from '#desk/routing/route-waiting.ts'

export type Told = PlaceInQueue & { customerId: string }

/** The place of everybody who waits, by conversation. */
export async function readPlaces(deps: RoutingDeps, now = new Date()): Promise<Map<string, Told>> {
  const { db } = deps.database
  const [found, policy] = [await listQueued(db, MOST_WAITING), await releasedPolicy(db)]
  if (!found.length || !policy) return new Map()
  const rows = await withEmotions(db, deps, found)
  const [queues, agents, handle] = await Promise.all([
    listQueues(db),
    readCandidates(db, SERVING_ROLES, policy.rules, now),
    averageHandleSeconds(db, now),
  ])
  const there = agents.filter(({ onShift }) => onShift !== false)
  const places = placesOf(rows, there, queues, policy.rules, handle ?? USUAL_HANDLE_SECONDS, now.getTime())
  const customers = new Map(rows.map(({ waiting, customerId }) => [waiting.id, customerId]))
  return new Map([...places].map(([id, place]) => [id, { ...place, customerId: customers.get(id) ?? '' }]))
}
