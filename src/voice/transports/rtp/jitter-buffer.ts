import { ahead, type RtpPacket } from '#voice/transports/rtp/packet.ts'

/** A packet in its order, or the place of one that never came. */
export type Ordered = RtpPacket | 'lost'

const WAIT_MS = 60
const MOST_HELD = 50
/** A jump by more than this is a source that began anew, not loss. */
const JUMP = 500
const MOST_CONCEALED = 5

/**
 * Puts packets in order. What comes in order leaves at once; behind a gap packets wait until it is filled or the wait
 * is over, so that good lines cost no delay. `due` lets go of what has waited long enough.
 */
export function openJitterBuffer(waitMs = WAIT_MS) {
  const held = new Map<number, { packet: RtpPacket; at: number }>()
  const count = { late: 0, duplicate: 0, reordered: 0, lost: 0 }
  let next: number | null = null

  function push(packet: RtpPacket, now: number): Ordered[] {
    next ??= packet.sequence
    const distance = ahead(next, packet.sequence)
    if (Math.abs(distance) > JUMP) {
      const rest = drain()
      next = (packet.sequence + 1) & 0xffff
      return [...rest, packet]
    }
    if (distance < 0) {
      count.late++
      return []
    }
    if (held.has(packet.sequence)) {
      count.duplicate++
      return []
    }
    held.set(packet.sequence, { packet, at: now })
    if (distance === 0 && held.size > 1) count.reordered++
    return [...run(), ...due(now)]
  }

  function due(now: number): Ordered[] {
    const out: Ordered[] = []
    while (held.size && next !== null) {
      let oldest = Number.POSITIVE_INFINITY
      for (const { at } of held.values()) oldest = Math.min(oldest, at)
      if (now - oldest < waitMs && held.size <= MOST_HELD) break
      const gap = Math.min(...[...held.keys()].map((sequence) => ahead(next!, sequence)))
      count.lost += gap
      for (let i = 0; i < Math.min(gap, MOST_CONCEALED); i++) out.push('lost')
      next = (next + gap) & 0xffff
      out.push(...run())
    }
    return out
  }

  /** Packets that follow each other without a gap. */
  function run(): RtpPacket[] {
    const out: RtpPacket[] = []
    for (let first = held.get(next!); first; first = held.get(next!)) {
      held.delete(next!)
      out.push(first.packet)
      next = (next! + 1) & 0xffff
    }
    return out
  }

  function drain(): RtpPacket[] {
    const rest = [...held.values()].map(({ packet }) => packet)
    held.clear()
    return rest.sort((a, b) => ahead(b.sequence, a.sequence))
  }

  return {
    push,
    due,
    count: count as Readonly<typeof count>,
    waiting: () => held.size,
    reset() {
      held.clear()
      next = null
    },
  }
}
