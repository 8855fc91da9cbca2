import type { Key, LegEnd } from '#voice/contract.ts'
import type { MediaSession } from '#voice/transports/contract.ts'

/**
 * A session whose listeners may come later: keys, hold and the end that happen before are told then, sound is not. A call
 * has to look up who calls before it can listen, while a transport wants its listeners at once.
 */
export function patientSession(session: MediaSession): MediaSession {
  const keys: Key[] = []
  let held = false
  let ended: LegEnd | null = null
  let onKey: ((key: Key) => void) | null = null
  let onHold: ((held: boolean) => void) | null = null
  let onEnd: ((why: LegEnd) => void) | null = null
  session.onKey((key) => (onKey ? onKey(key) : keys.push(key)))
  session.onHold((now) => {
    held = now
    onHold?.(now)
  })
  session.onEnd((why) => {
    ended = why
    onEnd?.(why)
  })
  // What a transport computes when asked stays that: nothing is copied but the listeners.
  return Object.create(session, {
    onKey: {
      value: (listen: (key: Key) => void) => {
        onKey = listen
        for (const key of keys.splice(0)) listen(key)
      },
    },
    onHold: {
      value: (listen: (held: boolean) => void) => {
        onHold = listen
        if (held) listen(true)
      },
    },
    onEnd: {
      value: (listen: (why: LegEnd) => void) => {
        onEnd = listen
        if (ended) queueMicrotask(() => listen(ended!))
      },
    },
  }) as MediaSession
}
