import { FRAME_MS } from '#engines/audio.ts'

/**
 * Person or machine, by the first seconds of speech: a person says a short hello and waits, a machine talks on. Nobody
 * who says nothing is a machine: he is spoken to.
 */
const QUIET_START_MS = 2000
/** After a hello of less than `LONG_MS`, this much quiet is a person who waits. */
const PAUSE_MS = 600
/** Nobody greets a stranger for so long. Counted over pauses shorter than `PAUSE_MS`. */
const LONG_MS = 2400
/** A machine's greeting is over when it has been quiet for so long; after `MOST_GREETING_MS` it is spoken over. */
const BEEP_PAUSE_MS = 1200
const MOST_GREETING_MS = 25_000

export type Listening = {
  kind: 'listening' | 'greeting' | 'person' | 'machine'
  /** Time since the answer, of speech so far, and of quiet since. */
  passed: number
  spoken: number
  quiet: number
}
export const heardNothing: Listening = { kind: 'listening', passed: 0, spoken: 0, quiet: 0 }

/**
 * One frame further. `listening` is open, `greeting` a machine that still talks; `person` and `machine` are settled, and
 * one may speak.
 */
export function hearOut(before: Listening, speaking: boolean): Listening {
  if (before.kind === 'person' || before.kind === 'machine') return before
  const heard: Listening = {
    kind: before.kind,
    passed: before.passed + FRAME_MS,
    spoken: before.spoken + (speaking ? FRAME_MS : 0),
    quiet: speaking ? 0 : before.quiet + FRAME_MS,
  }
  if (heard.kind === 'listening' && heard.spoken >= LONG_MS) heard.kind = 'greeting'
  if (heard.kind === 'greeting') {
    const over = heard.quiet >= BEEP_PAUSE_MS || heard.passed >= MOST_GREETING_MS
    return over ? { ...heard, kind: 'machine' } : heard
  }
  const waits = heard.spoken ? heard.quiet >= PAUSE_MS : heard.passed >= QUIET_START_MS
  return waits ? { ...heard, kind: 'person' } : heard
}
