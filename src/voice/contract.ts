export const TRANSPORTS = ['sip', 'audiosocket', 'freeswitch', 'twilio', 'browser'] as const
export type TransportId = (typeof TRANSPORTS)[number]

/** Keys of a telephone. */
export const KEYS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'] as const
export type Key = (typeof KEYS)[number]

/** What may cut our voice short at a step: nothing, keys, speech, both. */
export const BARGE_IN = ['off', 'keys', 'speech', 'both'] as const

/** What a step asks for, as far as it matters to how the answer is heard. `long`: addresses, numbers of documents. */
export type Expects = 'anything' | 'yes-no' | 'digits' | 'choice' | 'long'

/** What a step of a flow tells about the answer it waits for. */
export type StepHints = {
  expects: Expects
  /** What may be said, where that is a closed list. */
  phrases: readonly string[]
  /** So many digits are a complete answer; 0: not known. */
  digits: number
  /** Settings that the step gives itself, times in milliseconds. */
  own: {
    bargeIn?: (typeof BARGE_IN)[number] | undefined
    endSilenceMs?: number | undefined
    noInputMs?: number | undefined
    maxSpeechMs?: number | undefined
    retries?: number | undefined
    keys?: number | undefined
  }
}

/** Why a leg ended. */
export const LEG_ENDS = [
  'caller-hung-up',
  'we-hung-up',
  'transferred',
  'busy',
  'no-answer',
  'refused',
  'lost',
  'failed',
] as const
export type LegEnd = (typeof LEG_ENDS)[number]
