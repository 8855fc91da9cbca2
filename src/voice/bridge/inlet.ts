import type { AudioFrame } from '#engines/audio.ts'

/** So many frames are waited for after a gap, so that the next late one is not heard as another gap. */
const PREPARED = 2
/** What comes earlier than this is heard faster rather than later. */
const MOST = 8

/** Evens out the frames of one party: they come in bursts, one a beat is taken. */
export function openInlet() {
  const frames: AudioFrame[] = []
  let flowing = false
  return {
    write(frame: AudioFrame): void {
      frames.push(frame)
      if (frames.length > MOST) frames.shift()
    },
    take(): AudioFrame | null {
      if (!flowing && frames.length >= PREPARED) flowing = true
      const frame = flowing ? frames.shift() : undefined
      if (!frame) flowing = false
      return frame ?? null
    },
    clear(): void {
      frames.length = 0
      flowing = false
    },
  }
}
export type Inlet = ReturnType<typeof openInlet>
