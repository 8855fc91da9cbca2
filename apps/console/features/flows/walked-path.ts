import { type PathEvent, readPath } from '../desk/path/read-path.ts'
import { edgeKey } from './layout-graph.ts'

/** How a conversation went through one flow. Numbers count the steps of that flow from 1. */
export type WalkedPath = { order: Map<string, number[]>; edges: Set<string> }

/** `events` oldest first. A step stayed on over two turns (asked, then answered) counts once. */
export function walkedPath(events: PathEvent[], flowId: string): WalkedPath {
  const order = new Map<string, number[]>()
  const edges = new Set<string>()
  let last: string | null = null
  let n = 0
  for (const event of events) {
    for (const flow of readPath(event.payload).flows) {
      if (flow.id !== flowId) continue
      for (const step of flow.steps) {
        if (step === last) continue
        n += 1
        order.set(step, [...(order.get(step) ?? []), n])
        if (last) edges.add(edgeKey(last, step))
        last = step
      }
    }
  }
  return { order, edges }
}
