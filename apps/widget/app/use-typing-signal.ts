import { useEffect, useRef } from 'preact/hooks'

const REPEAT_MS = 3000
const PAUSE_MS = 4000

/** Tells the other side that one is writing: at most every three seconds, and when it stops. */
export function useTypingSignal(tell: (typing: boolean) => void) {
  const last = useRef(0)
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const stop = () => {
    clearTimeout(pause.current)
    if (last.current) tell(false)
    last.current = 0
  }
  const note = () => {
    clearTimeout(pause.current)
    pause.current = setTimeout(stop, PAUSE_MS)
    if (Date.now() - last.current < REPEAT_MS) return
    last.current = Date.now()
    tell(true)
  }
  useEffect(() => () => clearTimeout(pause.current), [])
  return { note, stop }
}
