import type { BARGE_IN, Expects, StepHints } from '#voice/contract.ts'

/** How turns are taken at one step of a conversation. Times in milliseconds. */
export type TurnSettings = {
  /** What may cut the voice short. With `off`, keys are kept until it has ended. */
  bargeIn: (typeof BARGE_IN)[number]
  /** The step asks for this; it decides the pause that ends an answer. */
  expects: Expects
  /** Quiet after speech that ends the customer's turn. */
  endSilenceMs: number
  /** As long as he hesitates, or an answer is not complete, the quiet may last so long. */
  maxSilenceMs: number
  /** The answer is complete as soon as it is one of these; nothing: never known. */
  complete: readonly string[]
  /** So many digits are a complete answer; 0: not known. */
  digits: number
  /** Less than this while we speak is a noise. */
  minSpeechMs: number
  /** No text for so long after an interruption: it was none. */
  falseInterruptionMs: number
  maxSpeechMs: number
  noInputMs: number
  /** So often is a question repeated that was not answered, and one whose answer was not understood. */
  retries: number
  /** So many keys are an answer; 0: until `#` or a pause. */
  keys: number
  keyPauseMs: number
  /** Thinking longer than this is told. */
  fillerMs: number
}

export const NO_HINTS: StepHints = { expects: 'anything', phrases: [], digits: 0, own: {} }

const END_SILENCE: Record<Expects, number> = {
  anything: 500,
  'yes-no': 300,
  digits: 300,
  choice: 500,
  long: 900,
}

/** Those who speak slowly get half as much time again. */
const PATIENCE = 1.5

/** The settings of one step, for this customer. */
export function settingsFor(hints: StepHints, customer: { elderly: boolean }): TurnSettings {
  const slower = (ms: number) => (customer.elderly ? ms * PATIENCE : ms)
  return {
    bargeIn: hints.own.bargeIn ?? 'both',
    expects: hints.expects,
    endSilenceMs: slower(hints.own.endSilenceMs ?? END_SILENCE[hints.expects]),
    maxSilenceMs: slower(2500),
    complete: hints.phrases,
    digits: hints.digits,
    minSpeechMs: 300,
    falseInterruptionMs: 1500,
    maxSpeechMs: hints.own.maxSpeechMs ?? 30_000,
    noInputMs: slower(hints.own.noInputMs ?? 6000),
    retries: hints.own.retries ?? 2,
    keys: hints.own.keys ?? (hints.expects === 'yes-no' || hints.expects === 'choice' ? 1 : hints.digits),
    keyPauseMs: slower(2500),
    fillerMs: 1800,
  }
}
