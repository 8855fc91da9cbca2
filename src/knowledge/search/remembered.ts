import type { SearchHit } from '#knowledge/contract.ts'

const MOST = 1000

type State = {
  /** Grows with every change of the base. */
  edition: number
  /** When the next article becomes or ceases to be valid, in milliseconds. */
  until: number
}

/** Keeps what was found for the latest questions while nothing changed: many customers ask in the same words. */
export function openRemembered(stateAt: (now: number) => State) {
  const kept = new Map<string, SearchHit[]>()
  let state: State = { edition: -1, until: 0 }
  return {
    find(key: string, now: number, edition: number, search: () => SearchHit[]): SearchHit[] {
      if (edition !== state.edition || now >= state.until) {
        kept.clear()
        state = stateAt(now)
      }
      const known = kept.get(key)
      // The latest asked stands last, so that the first is the one nobody asks any more.
      if (known) kept.delete(key)
      const hits = known ?? search()
      kept.set(key, hits)
      if (kept.size > MOST) kept.delete(kept.keys().next().value!)
      return [...hits]
    },
    forget: () => kept.clear(),
  }
}
