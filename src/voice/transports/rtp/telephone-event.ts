import { KEYS, type Key } from '#voice/contract.ts'

/** Keys as events of RTP (RFC 4733): 0–9, then * and #. A to D and tones are no keys of ours. */
const EVENTS: readonly Key[] = KEYS

const END = 0x80
const STEP = 160
const UPDATES = 5
const ENDS = 3

/** Turns event packets into keys: one for each event, however many packets tell of it and whichever of them are lost. */
export function openKeyReceiver(): (payload: Uint8Array, timestamp: number, ssrc: number) => Key | null {
  let last: number | null = null
  let source = 0
  return (payload, timestamp, ssrc) => {
    if (payload.length < 4) return null
    if (ssrc !== source) last = null
    source = ssrc
    // Packets of an event share its timestamp; older ones are stragglers of an event already told.
    if (last !== null && ((timestamp - last) | 0) <= 0) return null
    const key = EVENTS[payload[0]!]
    if (!key) return null
    last = timestamp
    return key
  }
}

/** Payloads of one key press, one each 20 ms: five updates, then the end three times. All carry the first's timestamp. */
export function keyPayloads(key: Key): Uint8Array[] {
  const event = EVENTS.indexOf(key)
  const payload = (duration: number, flags: number) =>
    Uint8Array.of(event, flags | 10, (duration >> 8) & 0xff, duration & 0xff)
  const updates = Array.from({ length: UPDATES }, (_, n) => payload((n + 1) * STEP, 0))
  return [...updates, ...Array.from({ length: ENDS }, () => payload((UPDATES + 1) * STEP, END))]
}
