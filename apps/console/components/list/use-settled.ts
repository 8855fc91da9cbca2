import { useEffect, useState } from 'react'

/** The value once it has rested for `delay` ms, so that typing does not ask the server for every letter. */
export function useSettled<T>(value: T, delay = 250): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay)
    return () => clearTimeout(timer)
  }, [value, delay])
  return settled
}
