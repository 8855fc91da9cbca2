import { z } from 'zod'
import type { EventDefinitions, NewEvent, Topic } from '#platform/ledger/contract.ts'
import { captureState } from '#voice/recording/contract.ts'

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

const whole = z.number().int().nullable()

/**
 * How fast one turn was, in milliseconds: quiet that ended it, its text, our answer in words, the first sound of that,
 * its first packet. `totalMs` is from the end of his speech (or his last key) to that packet.
 */
export const callTurn = z.object({
  n: z.number().int(),
  at: z.string(),
  toldBy: z.enum(['speech', 'keys']),
  seq: whole,
  engine: z.string().nullable(),
  quietMs: whole,
  recogniseMs: whole,
  answerMs: whole,
  speakMs: whole,
  sendMs: whole,
  totalMs: whole,
})
export type CallTurn = z.infer<typeof callTurn>

/** A call as the team sees it; in lists `from` and `to` are masked. */
export const call = z.object({
  id: z.string(),
  customerId: z.string(),
  customerName: z.string(),
  conversationId: z.string().nullable(),
  channel: z.enum(['phone', 'voice']),
  transport: z.enum(TRANSPORTS),
  direction: z.enum(['in', 'out']),
  from: z.string(),
  to: z.string(),
  language: z.enum(['zh', 'en']),
  startedAt: z.string(),
  answeredAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  endedWhy: z.enum(LEG_ENDS).nullable(),
  ears: z.string().nullable(),
  voice: z.string().nullable(),
  turns: z.number().int(),
  interruptions: z.number().int(),
  answerMsP50: whole,
  answerMsMax: whole,
  quality: z.object({ received: z.number(), lost: z.number(), jitterMs: z.number() }).nullable(),
  recordingId: z.string().nullable(),
  /** Who of ours serves the caller, or had the call last; since when people were in it, and how long they were and it was on hold. */
  agentId: z.string().nullable(),
  agentName: z.string().nullable(),
  joinedAt: z.string().nullable(),
  talkSeconds: z.number().int(),
  heldSeconds: z.number().int(),
})
export type Call = z.infer<typeof call>

/** The call that goes on in a conversation. */
export const liveCall = z.object({ call, recording: captureState })
export type LiveCall = z.infer<typeof liveCall>

const named = z.object({ callId: z.string(), transport: z.enum(TRANSPORTS), direction: z.enum(['in', 'out']) })
const team = ({ conversationId }: NewEvent): Topic[] =>
  conversationId ? [`conversation:${conversationId}`, 'team'] : ['team']

/** Facts about calls; numbers of telephones are not among them. */
export const callEvents = {
  'call.started': { payload: named, topics: team },
  'call.answered': { payload: named, topics: team },
  'call.turn': { payload: z.object({ callId: z.string(), turn: callTurn }), topics: team },
  /** Somebody at the desk wants a recording to pause or go on; the node of the call does it. */
  'call.recording-asked': { payload: z.object({ callId: z.string(), paused: z.boolean() }), topics: () => [] },
  'call.recording': { payload: captureState.extend({ callId: z.string() }), topics: team },
  'call.ended': {
    payload: named.extend({ why: z.enum(LEG_ENDS), turns: z.number().int(), interruptions: z.number().int() }),
    topics: team,
  },
} satisfies EventDefinitions
