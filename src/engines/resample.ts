import { type AudioFrame, FRAME_SAMPLES, SAMPLE_RATE } from '#engines/audio.ts'

export type Resampler = {
  /** What can be told from the samples so far; keeps a few back for the next. */
  push(samples: Int16Array): Int16Array
  /** The rest; after it the resampler begins anew. */
  flush(): Int16Array
}

/** Zero crossings of the filter on each side: enough for speech, and cheap. */
const CROSSINGS = 12

/** Changes the rate with a windowed sinc in phases; a fraction such as 22 050 → 16 000 repeats after 320 outputs. */
export function openResampler(from: number, to: number): Resampler {
  if (from === to) return { push: (samples) => samples, flush: () => new Int16Array(0) }
  const common = divisor(from, to)
  const [up, down] = [to / common, from / common]
  const { taps, half } = phases(up, Math.min(1, to / from))
  let held = new Float32Array(half)
  let phase = 0
  let at = half
  const push = (samples: Int16Array): Int16Array => {
    const sound = new Float32Array(held.length + samples.length)
    sound.set(held)
    for (let i = 0; i < samples.length; i++) sound[held.length + i] = samples[i]!
    const out = new Int16Array(Math.max(0, Math.ceil(((sound.length - half - at) * up) / down) + 1))
    let made = 0
    while (at + half < sound.length) {
      const filter = taps[phase]!
      let sum = 0
      for (let k = 0; k < filter.length; k++) sum += filter[k]! * sound[at - half + 1 + k]!
      out[made++] = Math.max(-32768, Math.min(32767, Math.round(sum)))
      phase += down
      at += Math.floor(phase / up)
      phase %= up
    }
    const from = Math.min(at - half, sound.length)
    held = sound.slice(from)
    at -= from
    return out.subarray(0, made)
  }
  return {
    push,
    flush() {
      const rest = push(new Int16Array(half))
      held = new Float32Array(half)
      phase = 0
      at = half
      return rest
    },
  }
}

/** One filter for each place between two samples, `cut` being the share of the band that is kept; each sums to 1. */
function phases(count: number, cut: number): { taps: Float32Array[]; half: number } {
  const half = Math.ceil(CROSSINGS / cut)
  const taps = Array.from({ length: count }, (_, phase) => {
    const filter = Float32Array.from({ length: 2 * half }, (_, k) => {
      const x = k + 1 - half - phase / count
      const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / (half + 1))
      const angle = Math.PI * x * cut
      return (angle === 0 ? 1 : Math.sin(angle) / angle) * cut * window
    })
    const sum = filter.reduce((a, b) => a + b, 0)
    return filter.map((tap) => tap / sum)
  })
  return { taps, half }
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))

/** Cuts sound of any rate into frames of the house; `end` fills the last one up with silence. */
export function openFramer(rate: number): { push(samples: Int16Array): AudioFrame[]; end(): AudioFrame[] } {
  const resampler = openResampler(rate, SAMPLE_RATE)
  let rest = new Int16Array(0)
  const cut = (samples: Int16Array): AudioFrame[] => {
    const all = new Int16Array(rest.length + samples.length)
    all.set(rest)
    all.set(samples, rest.length)
    const frames: AudioFrame[] = []
    let from = 0
    for (; from + FRAME_SAMPLES <= all.length; from += FRAME_SAMPLES) frames.push(all.slice(from, from + FRAME_SAMPLES))
    rest = all.slice(from)
    return frames
  }
  return {
    push: (samples) => cut(resampler.push(samples)),
    end() {
      const frames = cut(resampler.flush())
      if (!rest.length) return frames
      const last = new Int16Array(FRAME_SAMPLES)
      last.set(rest)
      rest = new Int16Array(0)
      return [...frames, last]
    },
  }
}
