/** An RTP packet (RFC 3550). `payload` is a view of the bytes it came in. */
export type RtpPacket = {
  payloadType: number
  marker: boolean
  sequence: number
  timestamp: number
  ssrc: number
  payload: Uint8Array
}

const HEADER = 12

/** Null for anything that is not RTP: RTCP, STUN, noise, wrong lengths. */
export function parseRtp(bytes: Uint8Array): RtpPacket | null {
  if (bytes.length < HEADER || bytes[0]! >> 6 !== 2 || isRtcp(bytes)) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let start = HEADER + (bytes[0]! & 15) * 4
  if (bytes[0]! & 0x10) {
    if (start + 4 > bytes.length) return null
    start += 4 + view.getUint16(start + 2) * 4
  }
  const padding = bytes[0]! & 0x20 ? bytes[bytes.length - 1]! : 0
  const end = bytes.length - padding
  if (start > end || (bytes[0]! & 0x20 && padding === 0)) return null
  return {
    payloadType: bytes[1]! & 0x7f,
    marker: (bytes[1]! & 0x80) !== 0,
    sequence: view.getUint16(2),
    timestamp: view.getUint32(4),
    ssrc: view.getUint32(8),
    payload: bytes.subarray(start, end),
  }
}

export function formatRtp(packet: RtpPacket): Uint8Array {
  const bytes = new Uint8Array(HEADER + packet.payload.length)
  const view = new DataView(bytes.buffer)
  bytes[0] = 0x80
  bytes[1] = (packet.marker ? 0x80 : 0) | packet.payloadType
  view.setUint16(2, packet.sequence)
  view.setUint32(4, packet.timestamp)
  view.setUint32(8, packet.ssrc)
  bytes.set(packet.payload, HEADER)
  return bytes
}

/** Sender and receiver reports may come to the same port (RFC 5761): their second byte is 192–223. */
export const isRtcp = (bytes: Uint8Array) =>
  bytes.length >= 8 && bytes[0]! >> 6 === 2 && bytes[1]! >= 192 && bytes[1]! <= 223

/** How far `to` is ahead of `from` on the circle of 16-bit sequence numbers, −32768…32767. */
export const ahead = (from: number, to: number) => ((to - from) << 16) >> 16
