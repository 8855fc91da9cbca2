import { createCipheriv, createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Sound that only the two ends can hear (RFC 3711 with AES-CM and HMAC-SHA1; keys come with the description, RFC 4568).
 * Both suites are the same but for the length of the mark on sound; reports always carry ten bytes.
 */
export const SUITES = { AES_CM_128_HMAC_SHA1_80: 10, AES_CM_128_HMAC_SHA1_32: 4 } as const
export type Suite = keyof typeof SUITES

/** 16 bytes of key and 14 of salt. */
export type MasterKey = Buffer
export const MASTER_KEY_BYTES = 30

const LABELS = { rtp: 0, rtcp: 3 } as const
const REPORT_TAG = 10
const WINDOW = 64n
const MOST_SOURCES = 8

type SessionKeys = { key: Buffer; mark: Buffer; salt: Buffer }

/** A stream's keys from the master key (RFC 3711 § 4.3, without a derivation rate). */
export function sessionKeys(master: MasterKey, kind: keyof typeof LABELS): SessionKeys {
  const first = LABELS[kind]
  const derive = (label: number, length: number) => {
    const iv = Buffer.alloc(16)
    master.copy(iv, 0, 16, 30)
    iv[7]! ^= label
    return keystream(master.subarray(0, 16), iv, length)
  }
  return { key: derive(first, 16), mark: derive(first + 1, 20), salt: derive(first + 2, 14) }
}

export function keystream(key: Buffer, iv: Buffer, length: number): Buffer {
  return createCipheriv('aes-128-ctr', key, iv).update(Buffer.alloc(length))
}

/** Encrypts or decrypts: the same either way. */
function transformed(keys: SessionKeys, bytes: Uint8Array, ssrc: number, index: bigint): Buffer {
  const iv = Buffer.alloc(16)
  keys.salt.copy(iv)
  iv.writeUInt32BE((iv.readUInt32BE(4) ^ ssrc) >>> 0, 4)
  const low = Buffer.alloc(8)
  low.writeBigUInt64BE(index << 16n)
  for (let n = 0; n < 8; n++) iv[8 + n]! ^= low[n]!
  return createCipheriv('aes-128-ctr', keys.key, iv).update(bytes)
}

function markOf(keys: SessionKeys, parts: Uint8Array[], length: number): Buffer {
  const hmac = createHmac('sha1', keys.mark)
  for (const part of parts) hmac.update(part)
  return hmac.digest().subarray(0, length)
}

const fourBytes = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value >>> 0)
  return bytes
}

/** Remembers the last 64 packets of a source, so that none is heard twice. */
function openReplayWindow() {
  let highest = -1n
  let seen = 0n
  return {
    highest: () => highest,
    isNew: (index: bigint) =>
      index > highest || (highest - index < WINDOW && ((seen >> (highest - index)) & 1n) === 0n),
    take(index: bigint) {
      if (index > highest) {
        seen = highest < 0n || index - highest >= WINDOW ? 1n : (seen << (index - highest)) | 1n
        highest = index
      } else seen |= 1n << (highest - index)
      seen &= (1n << WINDOW) - 1n
    },
  }
}
type ReplayWindow = ReturnType<typeof openReplayWindow>

/** The full number of a packet whose lower 16 bits are known: the one nearest to the highest heard (§ 3.3.1). */
export function fullIndex(sequence: number, highest: bigint): bigint {
  if (highest < 0n) return BigInt(sequence)
  const round = highest >> 16n
  const candidates = [round - 1n, round, round + 1n].filter((n) => n >= 0n).map((n) => (n << 16n) | BigInt(sequence))
  const away = (index: bigint) => (index > highest ? index - highest : highest - index)
  return candidates.reduce((best, each) => (away(each) < away(best) ? each : best))
}

/** Protects what leaves: sound, and reports of it. */
export function openSealer(suite: Suite, master: MasterKey) {
  const [sound, reports] = [sessionKeys(master, 'rtp'), sessionKeys(master, 'rtcp')]
  const sent = new Map<number, bigint>()
  let count = 0
  return {
    sound(packet: Uint8Array): Buffer {
      const bytes = Buffer.from(packet)
      const head = headLength(bytes)!
      const ssrc = bytes.readUInt32BE(8)
      const index = fullIndex(bytes.readUInt16BE(2), sent.get(ssrc) ?? -1n)
      sent.set(ssrc, index)
      transformed(sound, bytes.subarray(head), ssrc, index).copy(bytes, head)
      return Buffer.concat([bytes, markOf(sound, [bytes, fourBytes(Number(index >> 16n))], SUITES[suite])])
    },
    report(packet: Uint8Array): Buffer {
      const bytes = Buffer.from(packet)
      const number = count++ & 0x7fffffff
      transformed(reports, bytes.subarray(8), bytes.readUInt32BE(4), BigInt(number)).copy(bytes, 8)
      const counted = Buffer.concat([bytes, fourBytes(number | 0x80000000)])
      return Buffer.concat([counted, markOf(reports, [counted], REPORT_TAG)])
    },
  }
}
export type Sealer = ReturnType<typeof openSealer>

/** Opens what comes; null for what was changed on its way, came before, or is too short. */
export function openOpener(suite: Suite, master: MasterKey) {
  const [sound, reports] = [sessionKeys(master, 'rtp'), sessionKeys(master, 'rtcp')]
  const tag = SUITES[suite]
  const windows = new Map<string, ReplayWindow>()

  function take(name: string, window: ReplayWindow, index: bigint) {
    if (!windows.has(name) && windows.size >= 2 * MOST_SOURCES) windows.delete(windows.keys().next().value!)
    windows.set(name, window)
    window.take(index)
  }

  return {
    sound(packet: Buffer): Buffer | null {
      const head = headLength(packet)
      if (head === null || packet.length < head + tag) return null
      const body = packet.subarray(0, packet.length - tag)
      const ssrc = body.readUInt32BE(8)
      const name = `sound ${ssrc}`
      const window = windows.get(name) ?? openReplayWindow()
      const index = fullIndex(body.readUInt16BE(2), window.highest())
      if (!window.isNew(index)) return null
      const mark = markOf(sound, [body, fourBytes(Number(index >> 16n))], tag)
      if (!timingSafeEqual(mark, packet.subarray(body.length))) return null
      take(name, window, index)
      return Buffer.concat([body.subarray(0, head), transformed(sound, body.subarray(head), ssrc, index)])
    },
    report(packet: Buffer): Buffer | null {
      if (packet.length < 8 + 4 + REPORT_TAG) return null
      const counted = packet.subarray(0, packet.length - REPORT_TAG)
      if (!timingSafeEqual(markOf(reports, [counted], REPORT_TAG), packet.subarray(counted.length))) return null
      const word = counted.readUInt32BE(counted.length - 4)
      const ssrc = counted.readUInt32BE(4)
      const name = `report ${ssrc}`
      const window = windows.get(name) ?? openReplayWindow()
      const number = BigInt(word & 0x7fffffff)
      if (!window.isNew(number)) return null
      take(name, window, number)
      const body = counted.subarray(0, counted.length - 4)
      if (word < 0x80000000) return Buffer.from(body)
      return Buffer.concat([body.subarray(0, 8), transformed(reports, body.subarray(8), ssrc, number)])
    },
  }
}
export type Opener = ReturnType<typeof openOpener>

/** Bytes before the sound, which stay readable; null when the packet is too short. */
function headLength(packet: Buffer): number | null {
  if (packet.length < 12) return null
  let length = 12 + 4 * (packet[0]! & 0x0f)
  if (packet[0]! & 0x10) {
    if (packet.length < length + 4) return null
    length += 4 + 4 * packet.readUInt16BE(length + 2)
  }
  return packet.length < length ? null : length
}
