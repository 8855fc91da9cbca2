import { type RefObject, useEffect } from 'react'
import { useLocation } from 'react-router'

/** State of an address that was opened to write there. */
export const WRITING = { write: true }

/** Puts the caret into the reply box of a chat that was opened to write in. */
export function useWriting(box: RefObject<HTMLTextAreaElement | null>): void {
  const { state, key } = useLocation()
  const wanted = (state as Partial<typeof WRITING> | null)?.write === true
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once with each step
  useEffect(() => {
    if (wanted) box.current?.focus()
  }, [wanted, key, box])
}
