import { type AudioFrame, FRAME_SAMPLES } from '#engines/audio.ts'

const MOST = 50

/**
 * Frames on their way to the peer, one taken each beat. The first of a spurt waits for a second one, but no longer than
 * a beat: whoever gives a frame each 20 ms by his own clock is never cut by ours.
 */
export function openOutbox() {
  const frames: AudioFrame[] = []
  let flowing = false
  let waited = false
  return {
    push(frame: AudioFrame): void {
      frames.push(frame)
      if (frames.length > MOST) frames.shift()
    },
    clear(): void {
      frames.length = 0
      flowing = false
    },
    /** Null when there is nothing to play now. */
    take(): AudioFrame | null {
      if (!frames.length) {
        flowing = false
        return null
      }
      if (!flowing && frames.length < 2 && !waited) {
        waited = true
        return null
      }
      flowing = true
      waited = false
      return frames.shift()!
    },
    size: () => frames.length,
  }
}

/** Cuts sound of any length into frames. */
export function openFramer(): (samples: Int16Array) => AudioFrame[] {
  let rest = new Int16Array(0)
  return (samples) => {
    if (!rest.length && samples.length === FRAME_SAMPLES) return [samples]
    const all = new Int16Array(rest.length + samples.length)
    all.set(rest)
    all.set(samples, rest.length)
    const frames: AudioFrame[] = []
    let at = 0
    for (; at + FRAME_SAMPLES <= all.length; at += FRAME_SAMPLES) frames.push(all.slice(at, at + FRAME_SAMPLES))
    rest = all.slice(at)
    return frames
  }
}
