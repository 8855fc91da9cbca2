import { useCallback, useEffect, useRef, useState } from 'react'

const REST_MS = 260

/** What stands in a search box: shown at once, passed on when it rests, and never in the middle of composing Chinese. */
export function useSearchText(value: string, onChange: (value: string) => void) {
  const [shown, setShown] = useState(value)
  const [composing, compose] = useState(false)
  const passed = useRef(value)
  const latest = useRef(onChange)
  latest.current = onChange

  useEffect(() => {
    // The address changed by other means (back, clear): follow it.
    if (value !== passed.current) {
      passed.current = value
      setShown(value)
    }
  }, [value])

  const pass = useCallback((text: string) => {
    if (text === passed.current) return
    passed.current = text
    latest.current(text)
  }, [])
  useEffect(() => {
    if (composing) return
    const timer = setTimeout(() => pass(shown.trim()), REST_MS)
    return () => clearTimeout(timer)
  }, [shown, composing, pass])

  return { shown, type: setShown, compose, commit: () => pass(shown.trim()) }
}
