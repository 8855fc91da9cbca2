import type { PlaceInQueue } from '#desk/routing/contract.ts'
import { readPlaces } from '#desk/routing/read-places.ts'
import type { RoutingDeps } from '#desk/routing/route-waiting.ts'

/** Sends a customer his place; nothing is kept, a widget that was away asks. */
export type SendPlace = (customerId: string, place: PlaceInQueue) => void

/** Tells those whose place or waiting time has changed since this node last told them. */
export function openPlaces(deps: RoutingDeps, send: SendPlace) {
  let told = new Map<string, string>()
  return async (now = new Date()): Promise<void> => {
    const next = new Map<string, string>()
    for (const [id, { customerId, ...place }] of await readPlaces(deps, now)) {
      const text = JSON.stringify(place)
      next.set(id, text)
      if (told.get(id) !== text) send(customerId, place)
    }
    told = next
  }
}
