import { useCallback, useMemo, useRef } from 'react'
import { useSearchParams } from 'react-router'

export type Filters<K extends string> = {
  /** What the address holds; '' where nothing is chosen. */
  values: Record<K, string>
  set: (change: Partial<Record<K, string | undefined>>) => void
  clear: () => void
  /** Whether anything narrows the list. */
  active: boolean
}

/** Filters that live in the address, so that a list can be shared, reloaded and gone back to. */
export function useFilters<const K extends string>(names: readonly K[]): Filters<K> {
  const [search, setSearch] = useSearchParams()
  const kept = useRef(names)
  const values = useMemo(() => {
    const found = {} as Record<K, string>
    for (const name of kept.current) found[name] = search.get(name) ?? ''
    return found
  }, [search])
  const set = useCallback(
    (change: Partial<Record<K, string | undefined>>) => {
      setSearch(
        (current) => {
          const next = new URLSearchParams(current)
          for (const [name, value] of Object.entries(change) as [K, string | undefined][]) {
            if (value) next.set(name, value)
            else next.delete(name)
          }
          return next
        },
        { replace: true },
      )
    },
    [setSearch],
  )
  const clear = useCallback(
    () => set(Object.fromEntries(kept.current.map((name) => [name, ''])) as Record<K, string>),
    [set],
  )
  return { values, set, clear, active: names.some((name) => values[name] !== '') }
}
