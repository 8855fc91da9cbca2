import { randomBytes } from 'node:crypto'
import type { AudioFrame } from '#engines/audio.ts'
import type { Clock } from '#voice/clock.ts'
import type { Key } from '#voice/contract.ts'
import { openFramer, openOutbox } from '#voice/transports/outbox.ts'
import { decodeG711, encodeG711, type G711, PAYLOAD_TYPE, silenceOf } from '#voice/transports/rtp/g711.ts'
import { type Ordered, openJitterBuffer } from '#voice/transports/rtp/jitter-buffer.ts'
import { formatRtp, isRtcp, parseRtp, type RtpPacket } from '#voice/transports/rtp/packet.ts'
import type { PortPair } from '#voice/transports/rtp/ports.ts'
import { openReception } from '#voice/transports/rtp/reception.ts'
import { openDoubler, openHalver } from '#voice/transports/rtp/resample.ts'
import { formatReport, parseRtcp } from '#voice/transports/rtp/rtcp.ts'
import { type Address, openSourceCheck } from '#voice/transports/rtp/source.ts'
import type { Opener, Sealer } from '#voice/transports/rtp/srtp.ts'
import { keyPayloads, openKeyReceiver } from '#voice/transports/rtp/telephone-event.ts'

const SAMPLES = 160
const REPORT_BEATS = 250
const KEY_PAUSE = 4
const MOST_KEYS = 64

/** How both sides speak; `trusted` are the hosts whose sound is heard. */
export type Speaking = {
  remote: Address
  trusted: string[]
  codec: G711
  payloadType: number
  keyType: number | null
  rtcpMux: boolean
  /** False while the other side does not want to hear us. */
  sending: boolean
  /** How sound is kept from others' ears; null when it is not. */
  secure: { sealer: Sealer; opener: Opener } | null
}

type Options = { pair: PortPair; clock: Clock; onFrame(frame: AudioFrame): void; onKey(key: Key): void }

/** Sound and keys of one call over RTP, with reports over RTCP. Nothing is sent before the first `speak`. */
export function openRtpStream({ pair, clock, onFrame, onKey }: Options) {
  const source = openSourceCheck()
  const reception = openReception()
  const sender = openSender()
  const receiver = openReceiver(onFrame, onKey)
  let speaking: Speaking | null = null
  let beats = 0
  let lastHeard = Date.now()

  function arrive(bytes: Buffer, from: Address) {
    const now = Date.now()
    if (isRtcp(bytes)) return report(bytes, from)
    if (!speaking || (speaking.secure && !source.isTrusted(from.address))) return
    const opened = speaking.secure ? speaking.secure.opener.sound(bytes) : bytes
    const packet = opened && parseRtp(opened)
    if (!packet) return
    if (!source.accepts(from, now))
      return source.isTrusted(from.address) ? receiver.takeKey(packet, speaking) : undefined
    lastHeard = now
    reception.heard(packet, now)
    receiver.take(packet, speaking, now)
  }

  function report(bytes: Buffer, from: Address): void {
    if (!source.isTrusted(from.address)) return
    const opened = speaking?.secure ? speaking.secure.opener.report(bytes) : bytes
    const read = opened && parseRtcp(opened)
    if (!read) return
    lastHeard = Date.now()
    if (read.sent) reception.reported(read.sent.middle, Date.now())
  }

  function beat(): void {
    if (!speaking) return
    receiver.due(speaking, Date.now())
    const to = source.latched() ?? speaking.remote
    const bytes = sender.next(speaking)
    if (bytes && to.port) pair.rtp.send(speaking.secure?.sealer.sound(bytes) ?? bytes, to.port, to.address)
    if (++beats % REPORT_BEATS === 0) sendReport(false)
  }

  function sendReport(bye: boolean): void {
    if (!speaking?.remote.port) return
    const plain = formatReport(sender.sent(), reception.block(Date.now()), bye)
    const bytes = speaking.secure?.sealer.report(plain) ?? plain
    const to = source.latched() ?? speaking.remote
    if (speaking.rtcpMux) pair.rtp.send(bytes, to.port, to.address)
    else pair.rtcp.send(bytes, to.port + 1, to.address)
  }

  pair.rtp.on('message', arrive)
  pair.rtcp.on('message', report)
  const endBeats = clock.onBeat(beat)
  let closed = false

  return {
    port: pair.port,
    speak(next: Speaking): void {
      speaking = next
      source.trust([next.remote.address, ...next.trusted])
    },
    send: (frame: AudioFrame) => sender.outbox.push(frame),
    clear: () => sender.outbox.clear(),
    sendKeys: (keys: Key[]) => sender.press(keys),
    quality: reception.quality,
    /** Milliseconds since anything of the other side's sound came. */
    silentFor: () => Date.now() - lastHeard,
    close(): void {
      if (closed) return
      closed = true
      sendReport(true)
      endBeats()
      // The last report leaves before its socket closes.
      setImmediate(() => pair.close())
    },
  }
}

/** What leaves: a packet each beat, so that the way back through NAT stays open; keys stand in for sound while they last. */
function openSender() {
  const outbox = openOutbox()
  const halve = openHalver()
  const seed = randomBytes(10)
  const ssrc = seed.readUInt32BE(0)
  // The lower half, so that who hears from the middle on still guesses the round of a secured stream (RFC 3711 § 3.3.1).
  let sequence = seed.readUInt16BE(4) >> 1
  let timestamp = seed.readUInt32BE(6)
  let marker = true
  const count = { packets: 0, bytes: 0 }
  const keys: Key[] = []
  let pressing: { payloads: Uint8Array[]; timestamp: number; first: boolean } | null = null
  let pause = 0

  function packet(payloadType: number, payload: Uint8Array, at: number, first: boolean): Uint8Array {
    sequence = (sequence + 1) & 0xffff
    count.packets++
    count.bytes += payload.length
    return formatRtp({ payloadType, marker: first, sequence, timestamp: at, ssrc, payload })
  }

  function nextOfKey(keyType: number): Uint8Array | null {
    if (!pressing && keys.length && pause === 0)
      pressing = { payloads: keyPayloads(keys.shift()!), timestamp, first: true }
    if (pause > 0) pause--
    if (!pressing) return null
    const { first, timestamp: at } = pressing
    const bytes = packet(keyType, pressing.payloads.shift()!, at, first)
    pressing.first = false
    if (!pressing.payloads.length) {
      pressing = null
      pause = KEY_PAUSE
      marker = true
    }
    return bytes
  }

  return {
    outbox,
    press: (pressed: Key[]) => void keys.push(...pressed.slice(0, MOST_KEYS - keys.length)),
    next(speaking: Speaking): Uint8Array | null {
      timestamp = (timestamp + SAMPLES) >>> 0
      if (!speaking.sending) {
        marker = true
        return null
      }
      const key = speaking.keyType === null ? null : nextOfKey(speaking.keyType)
      if (key) return key
      const frame = outbox.take()
      const payload = frame ? encodeG711(speaking.codec, halve(frame)) : silenceOf(speaking.codec, SAMPLES)
      const bytes = packet(speaking.payloadType, payload, timestamp, marker)
      marker = false
      return bytes
    },
    sent: () => ({ ssrc, now: Date.now(), timestamp, ...count, name: 'yinghe' }),
  }
}

/** What comes: put in order, decoded, brought to 16 kHz, cut into frames. */
function openReceiver(onFrame: (frame: AudioFrame) => void, onKey: (key: Key) => void) {
  const buffer = openJitterBuffer()
  const keyOf = openKeyReceiver()
  const double = openDoubler()
  const cut = openFramer()
  let ssrc: number | null = null
  let last: Int16Array | null = null

  function play(ordered: Ordered[], speaking: Speaking): void {
    for (const each of ordered) {
      if (each !== 'lost' && each.payloadType === speaking.keyType) {
        takeKey(each, speaking)
        continue
      }
      const samples = each === 'lost' ? faded() : soundOf(each, speaking)
      if (samples) for (const frame of cut(double(samples))) onFrame(frame)
    }
  }

  function takeKey(packet: RtpPacket, speaking: Speaking): void {
    if (packet.payloadType !== speaking.keyType) return
    const key = keyOf(packet.payload, packet.timestamp, packet.ssrc)
    if (key) onKey(key)
  }

  /** Both laws are understood at any time: some equipment changes without a word. */
  function soundOf(packet: RtpPacket, speaking: Speaking): Int16Array | null {
    const fixed = { [PAYLOAD_TYPE.pcma]: 'pcma', [PAYLOAD_TYPE.pcmu]: 'pcmu' } as const
    const codec: G711 | undefined =
      packet.payloadType === speaking.payloadType ? speaking.codec : fixed[packet.payloadType]
    if (!codec) return null
    last = decodeG711(codec, packet.payload)
    return last
  }

  /** A lost packet sounds like the one before, half as loud. */
  function faded(): Int16Array | null {
    last = last?.map((sample) => sample >> 1) ?? null
    return last
  }

  return {
    takeKey,
    take(packet: RtpPacket, speaking: Speaking, now: number): void {
      if (ssrc !== packet.ssrc) buffer.reset()
      ssrc = packet.ssrc
      play(buffer.push(packet, now), speaking)
    },
    due: (speaking: Speaking, now: number) => play(buffer.due(now), speaking),
  }
}
