/** Frames of Asterisk's AudioSocket: a byte of kind, two of length, then the payload. */
export const KIND = { hangup: 0x00, uuid: 0x01, key: 0x03, slin8: 0x10, slin16: 0x12, error: 0xff } as const

export function audioSocketFrame(kind: number, payload: Uint8Array = new Uint8Array(0)): Buffer {
  const head = Buffer.from([kind, payload.length >> 8, payload.length & 0xff])
  return Buffer.concat([head, payload])
}

/** Cuts the stream into frames; lengths are two bytes, so that no sender can make us keep more than 64 kB. */
export function openAudioSocketFraming(): (chunk: Uint8Array) => { kind: number; payload: Buffer }[] {
  let held = Buffer.alloc(0)
  return (chunk) => {
    held = Buffer.concat([held, chunk])
    const frames: { kind: number; payload: Buffer }[] = []
    while (held.length >= 3) {
      const end = 3 + held.readUInt16BE(1)
      if (held.length < end) break
      frames.push({ kind: held[0]!, payload: Buffer.from(held.subarray(3, end)) })
      held = held.subarray(end)
    }
    return frames
  }
}
