import { PEAK_MS, type Waveform } from '../../../../src/voice/recording/contract.ts'

export type Span = { from: number; to: number }
/** Below this of 100 nobody speaks. */
const QUIET = 3
/** Shorter silences belong to speech. */
const LONG_MS = 1400
/** What is left of a silence on both ends, so that words are not cut off. */
const EDGE_MS = 300

/** Stretches in which neither side speaks, in milliseconds: what "skip silence" leaves out. */
export function silentSpans({ caller, ours }: Waveform, durationMs: number): Span[] {
  const spans: Span[] = []
  const places = Math.ceil(durationMs / PEAK_MS)
  let from = 0
  for (let at = 0; at <= places; at++) {
    const quiet = at < places && (caller[at] ?? 0) < QUIET && (ours[at] ?? 0) < QUIET
    if (quiet) continue
    if ((at - from) * PEAK_MS >= LONG_MS) spans.push({ from: from * PEAK_MS + EDGE_MS, to: at * PEAK_MS - EDGE_MS })
    from = at + 1
  }
  return spans
}

/** The loudest of so many equal parts, 0…1 of the loudest of all: what a waveform of that width shows. */
export function barsOf(peaks: readonly number[], count: number, loudest: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    const part = peaks.slice(Math.floor((i * peaks.length) / count), Math.ceil(((i + 1) * peaks.length) / count))
    return part.reduce((most, one) => Math.max(most, one), 0) / Math.max(1, loudest)
  })
}
