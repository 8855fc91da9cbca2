import { useEffect, useRef } from 'react'

/** Calls `reach` when the element comes near the window's lower edge, while `wanted`. */
export function useNearEnd(wanted: boolean, reach: () => void) {
  const element = useRef<HTMLElement>(null)
  const latest = useRef(reach)
  latest.current = reach
  useEffect(() => {
    if (!wanted || !element.current) return
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && latest.current(),
      {
        rootMargin: '240px',
      },
    )
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [wanted])
  return element
}
