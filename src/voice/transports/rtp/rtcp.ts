const SR = 200
const RR = 201
const SDES = 202
const BYE = 203
/** Seconds from 1900 (NTP) to 1970. */
const NTP_EPOCH = 2_208_988_800

/** What one side says about how it hears the other (RFC 3550). `lost` may be negative with duplicates. */
export type ReportBlock = {
  ssrc: number
  fraction: number
  lost: number
  highest: number
  jitter: number
  lastReport: number
  delay: number
}
export type Rtcp = { reports: ReportBlock[]; sent: { middle: number } | null; bye: boolean }

/** Null for what is no RTCP. Parts that cannot be read are left out. */
export function parseRtcp(bytes: Uint8Array): Rtcp | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found: Rtcp = { reports: [], sent: null, bye: false }
  let at = 0
  while (at + 8 <= bytes.length) {
    const type = bytes[at + 1]!
    const end = at + 4 + view.getUint16(at + 2) * 4
    if (bytes[at]! >> 6 !== 2 || end > bytes.length || end < at + 8) return at ? found : null
    if (type === SR && end >= at + 28) found.sent = { middle: view.getUint32(at + 10) }
    if (type === SR || type === RR) {
      const first = at + (type === SR ? 28 : 8)
      const blocks = bytes[at]! & 31
      for (let n = 0; n < blocks && first + 24 * (n + 1) <= end; n++)
        found.reports.push(readBlock(view, first + 24 * n))
    }
    if (type === BYE) found.bye = true
    at = end
  }
  return at ? found : null
}

function readBlock(view: DataView, at: number): ReportBlock {
  return {
    ssrc: view.getUint32(at),
    fraction: view.getUint8(at + 4) / 256,
    lost: (view.getUint32(at + 4) << 8) >> 8,
    highest: view.getUint32(at + 8),
    jitter: view.getUint32(at + 12),
    lastReport: view.getUint32(at + 16),
    delay: view.getUint32(at + 20),
  }
}

/** A sender report with one block about the other side, and our name, which must say nothing about the call. */
export function formatReport(
  ours: { ssrc: number; now: number; timestamp: number; packets: number; bytes: number; name: string },
  about: ReportBlock | null,
  bye = false,
): Uint8Array {
  const name = new TextEncoder().encode(ours.name)
  // The item's two bytes, the name, at least one zero, then up to a whole word.
  const sdes = 8 + Math.ceil((name.length + 3) / 4) * 4
  const bytes = new Uint8Array(28 + (about ? 24 : 0) + sdes + (bye ? 8 : 0))
  const view = new DataView(bytes.buffer)
  const head = (at: number, count: number, type: number, length: number) => {
    view.setUint8(at, 0x80 | count)
    view.setUint8(at + 1, type)
    view.setUint16(at + 2, length / 4 - 1)
    view.setUint32(at + 4, ours.ssrc)
  }
  head(0, about ? 1 : 0, SR, 28 + (about ? 24 : 0))
  const seconds = ours.now / 1000
  view.setUint32(8, (Math.floor(seconds) + NTP_EPOCH) >>> 0)
  view.setUint32(12, Math.floor((seconds % 1) * 2 ** 32))
  view.setUint32(16, ours.timestamp)
  view.setUint32(20, ours.packets)
  view.setUint32(24, ours.bytes)
  if (about) writeBlock(view, 28, about)
  const at = 28 + (about ? 24 : 0)
  head(at, 1, SDES, sdes)
  view.setUint8(at + 8, 1)
  view.setUint8(at + 9, name.length)
  bytes.set(name, at + 10)
  if (bye) head(at + sdes, 1, BYE, 8)
  return bytes
}

function writeBlock(view: DataView, at: number, block: ReportBlock): void {
  view.setUint32(at, block.ssrc)
  view.setUint32(at + 4, (Math.min(255, Math.floor(block.fraction * 256)) << 24) | (clamp(block.lost) & 0xffffff))
  view.setUint32(at + 8, block.highest)
  view.setUint32(at + 12, block.jitter)
  view.setUint32(at + 16, block.lastReport)
  view.setUint32(at + 20, block.delay)
}

const clamp = (lost: number) => Math.max(-0x800000, Math.min(0x7fffff, lost))

/** The middle 32 bits of an NTP time, the unit of `lastReport` and `delay` (1/65536 s). */
export const middleOfNtp = (now: number) => Math.floor((now / 1000 + NTP_EPOCH) * 65536) % 2 ** 32
