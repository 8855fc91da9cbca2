import { ahead, type RtpPacket } from '#voice/transports/rtp/packet.ts'
import type { ReportBlock } from '#voice/transports/rtp/rtcp.ts'

const CLOCK = 8 // ticks of an RTP timestamp a millisecond at 8 kHz

/** How well one source is heard: loss and jitter by the arithmetic of RFC 3550, appendix A. Starts anew with a new source. */
export function openReception() {
  let ssrc: number | null = null
  let [base, highest, received, transit, jitter] = [0, 0, 0, 0, 0]
  let before = { expected: 0, received: 0 }
  let past = { received: 0, lost: 0 }
  let lastReport = { middle: 0, at: 0 }

  const expected = () => (ssrc === null ? 0 : highest - base + 1)
  const lost = () => Math.max(0, expected() - received)

  function start(packet: RtpPacket, now: number): void {
    past = { received: past.received + received, lost: past.lost + lost() }
    ssrc = packet.ssrc
    base = highest = packet.sequence
    received = 0
    transit = now * CLOCK - packet.timestamp
    before = { expected: 0, received: 0 }
    jitter = 0
  }

  return {
    heard(packet: RtpPacket, now: number): void {
      const distance = ahead(highest & 0xffff, packet.sequence)
      if (ssrc !== packet.ssrc || Math.abs(distance) > 3000) start(packet, now)
      else if (distance > 0) highest += distance
      received++
      const arrival = now * CLOCK - packet.timestamp
      // A timestamp that jumps (a new talk spurt of another clock) is no jitter.
      const change = Math.abs(arrival - transit)
      if (change < 8000) jitter += (change - jitter) / 16
      transit = arrival
    },
    /** A sender report came; the next block tells when, so that the peer can measure the round trip. */
    reported(middle: number, now: number): void {
      lastReport = { middle, at: now }
    },
    /** The block for the next report; each covers the time since the one before. */
    block(now: number): ReportBlock | null {
      if (ssrc === null) return null
      const [nowExpected, nowReceived] = [expected() - before.expected, received - before.received]
      before = { expected: expected(), received }
      return {
        ssrc,
        fraction: nowExpected > 0 ? Math.max(0, nowExpected - nowReceived) / nowExpected : 0,
        lost: expected() - received,
        highest: highest >>> 0,
        jitter: Math.round(jitter),
        lastReport: lastReport.middle,
        delay: lastReport.middle ? Math.round(((now - lastReport.at) / 1000) * 65536) : 0,
      }
    },
    quality: () => ({
      received: past.received + received,
      lost: past.lost + lost(),
      jitterMs: Math.round((jitter / CLOCK) * 10) / 10,
    }),
  }
}
