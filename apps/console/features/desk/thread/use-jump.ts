import { type RefObject, useEffect, useRef } from 'react'
import { useSearchParams } from 'react-router'

type Loaded = { firstSeq: number | null; hasMore: boolean; loading: boolean; loadEarlier: () => void }

/** Goes to the message that the address names with `?at=`, loading earlier pages until it is there. */
export function useJump(
  box: RefObject<HTMLDivElement | null>,
  { firstSeq, hasMore, loading, loadEarlier }: Loaded,
): void {
  const [search, setSearch] = useSearchParams()
  const wanted = Number(search.get('at') ?? 0)
  const gone = useRef(0)
  useEffect(() => {
    if (!wanted || firstSeq === null || loading || gone.current === wanted) return
    if (firstSeq > wanted && hasMore) {
      loadEarlier()
      return
    }
    gone.current = wanted
    const line = box.current?.querySelector<HTMLElement>(`[data-seq="${wanted}"]`)
    line?.scrollIntoView({ block: 'center' })
    line?.animate([{ background: 'var(--person-soft)' }, { background: 'transparent' }], { duration: 2400 })
    setSearch(
      (now) => {
        const next = new URLSearchParams(now)
        next.delete('at')
        return next
      },
      { replace: true },
    )
  }, [wanted, firstSeq, hasMore, loading, loadEarlier, box, setSearch])
}
