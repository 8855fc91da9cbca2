import { useEffect } from 'react'
import { isTyping, matches } from './keys.ts'
import { activeCommands } from './registry.ts'

/** Milliseconds in which the second key of a pair like `g d` must follow. */
const PAIR_MS = 900

/** Listens once for the whole console and runs the newest command with the pressed keys. */
export function useKeys(): void {
  useEffect(() => {
    let first = { key: '', at: 0 }
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented) return
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey
      if (plain && isTyping(event.target)) return
      const pair = event.timeStamp - first.at < PAIR_MS ? `${first.key} ${event.key.toLowerCase()}` : ''
      const offered = activeCommands()
      // The second key of a pair is no key of its own: `g d` must not do what `d` does on this page.
      const command =
        offered.findLast(({ keys }) => keys?.includes(' ') && keys === pair) ??
        offered.findLast(({ keys }) => keys && !keys.includes(' ') && matches(keys, event))
      first = plain ? { key: event.key.toLowerCase(), at: event.timeStamp } : { key: '', at: 0 }
      if (!command) return
      event.preventDefault()
      command.run()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
