import { z } from 'zod'
import type { EventDefinitions, NewEvent, Topic } from '#platform/ledger/contract.ts'
import { KEYS } from '#voice/contract.ts'

/**
 * An agent's browser as his telephone, at `/api/voice/phone` with the cookie of his session. Sound goes both ways as
 * binary frames of 640 bytes: 20 ms of 16-bit little-endian samples at 16 kHz; it is heard while `state.phone.call` is
 * there. Everything else is JSON text. The first frame is `hello`; a command has an `id` and is answered by `done` or
 * `error` with it; after every change the whole state comes as `state`.
 * Close codes: 4401 sign in again, 4403 no permission, 4409 his phone is open in another window, 1012 come back at once.
 */
const command = { id: z.string().min(1).max(64) }
const callId = z.string().min(1).max(64)
const userId = z.string().min(1).max(64)

const agentTarget = z.object({ kind: z.literal('agent'), userId })
const numberTarget = z.object({
  kind: z.literal('number'),
  number: z.string().regex(/^\+?[\d*#]{2,24}$/, 'number'),
  /** A telephone line by its id; the first that can call out when left out. */
  lineId: z.string().max(64).optional(),
})
/** Whom a call goes on to. */
export const phoneTarget = z.discriminatedUnion('kind', [
  agentTarget,
  z.object({ kind: z.literal('queue'), queueId: z.string().min(1).max(64) }),
  numberTarget,
])
export type PhoneTarget = z.infer<typeof phoneTarget>

/** What the browser says. */
export const phoneFrame = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    locale: z.enum(['zh', 'en']).default('zh'),
    /** Calls may ring at once. */
    ready: z.boolean().default(false),
    /** The browser recognises speech itself and sends `voice` and `text`. */
    hears: z.boolean().default(false),
  }),
  z.object({ type: z.literal('ping') }),
  /** Calls may ring here, or not. Ends the time after a call, too. */
  z.object({ type: z.literal('ready'), ...command, on: z.boolean() }),
  /**
   * Calls a customer; his phone rings nowhere else meanwhile, `hang-up` calls it off. Done when the customer is rung.
   * `conversationId`: one that the agent serves and calls from. `lineId`: over that line, else
   * over the first that can call out. `asked`: the customer wants to be called now.
   */
  z.object({
    type: z.literal('call'),
    ...command,
    customerId: z.string().min(1).max(64),
    conversationId: z.string().min(1).max(64).nullable().default(null),
    lineId: z.string().min(1).max(64).nullable().default(null),
    asked: z.boolean().default(false),
  }),
  z.object({ type: z.literal('answer'), ...command, callId }),
  z.object({ type: z.literal('reject'), ...command, callId }),
  /** The customer hears music and nobody hears him; colleagues in the call go on hearing each other. */
  z.object({ type: z.literal('hold'), ...command, on: z.boolean() }),
  z.object({ type: z.literal('mute'), ...command, on: z.boolean() }),
  /** Keys pressed towards the customer and numbers in the call. */
  z.object({ type: z.literal('keys'), ...command, keys: z.array(z.enum(KEYS)).min(1).max(32) }),
  /** Hands the call on; done when it is on its way, the state tells how it goes. */
  z.object({
    type: z.literal('transfer'),
    ...command,
    to: phoneTarget,
    note: z.string().trim().max(1000).default(''),
  }),
  /** Calls somebody in; while he rings the call goes on. */
  z.object({
    type: z.literal('invite'),
    ...command,
    to: z.discriminatedUnion('kind', [agentTarget, numberTarget]),
  }),
  /** Sends a party out of the call, or stops ringing it. */
  z.object({ type: z.literal('drop'), ...command, partyId: z.string().min(1).max(64) }),
  /** Ends the call for oneself. With nobody else left at our end it is over for the customer as well. */
  z.object({ type: z.literal('hang-up'), ...command }),
  /** A supervisor hears a call; with `whisper` its agent hears him, the customer never. */
  z.object({ type: z.literal('monitor'), ...command, callId, mode: z.enum(['listen', 'whisper']) }),
  /** A supervisor who hears a call takes it into his own hands; its agent leaves it. */
  z.object({ type: z.literal('take-over'), ...command }),
  /** Of the browser's own recogniser: somebody speaks; what was understood; it cannot after all. */
  z.object({ type: z.literal('voice'), on: z.boolean() }),
  z.object({ type: z.literal('text'), text: z.string().max(2000), final: z.boolean() }),
  z.object({ type: z.literal('unable') }),
])
export type PhoneFrame = z.input<typeof phoneFrame>

/** Somebody in a call. `number`: by telephone from outside. */
export const PARTIES = ['customer', 'agent', 'colleague', 'number', 'supervisor'] as const
export const phoneParty = z.object({
  id: z.string(),
  kind: z.enum(PARTIES),
  name: z.string(),
  userId: z.string().nullable(),
  state: z.enum(['ringing', 'talking', 'held', 'reconnecting']),
  muted: z.boolean(),
})
export type PhoneParty = z.infer<typeof phoneParty>

/** Why a phone rings: a call waits for him, was handed on to him, or he is asked to join one. */
export const ringing = z.object({
  callId: z.string(),
  conversationId: z.string(),
  customerName: z.string(),
  /** Masked. */
  from: z.string(),
  channel: z.enum(['phone', 'voice']),
  why: z.enum(['offer', 'transfer', 'invite', 'own']),
  by: z.string().nullable(),
  since: z.string(),
})
export type Ringing = z.infer<typeof ringing>

/** How a transfer to a number, the ringing of somebody invited or a call to a customer went wrong. */
export const MISSED = ['busy', 'no-answer', 'refused', 'failed', 'not-ready'] as const

export const phoneCall = ringing.omit({ why: true, by: true, since: true }).extend({
  role: z.enum(['agent', 'colleague', 'supervisor']),
  /** Of a supervisor. */
  mode: z.enum(['listen', 'whisper']).nullable(),
  /** When one joined. */
  since: z.string(),
  /** The customer is on hold. */
  held: z.boolean(),
  muted: z.boolean(),
  /** Of everybody but oneself. Supervisors are shown only while they whisper, and only to the agent. */
  parties: z.array(phoneParty),
  /** A transfer to a number that is on its way; the customer hears music meanwhile. */
  transferring: z.string().nullable(),
  /**
   * What is said is written down: by the house, by the browsers, or not at all. `device`: the house has no recogniser, and
   * this browser, which says that it has one, shall use it.
   */
  transcript: z.object({ customer: z.boolean(), us: z.boolean(), device: z.boolean() }),
})
export type PhoneCall = z.infer<typeof phoneCall>

export const phoneState = z.object({
  ready: z.boolean(),
  /** `resting`: does not ring for some seconds, because a call was rejected; `missed`: not ready since one was not taken. */
  status: z.enum(['off', 'ready', 'ringing', 'dialling', 'talking', 'after-call', 'resting', 'missed']),
  ringing: z.array(ringing),
  /** Whom one calls, until he answers or it is told why not. */
  dialling: z
    .object({
      customerId: z.string(),
      conversationId: z.string().nullable(),
      customerName: z.string(),
      /** Masked. */
      number: z.string(),
      /** Name of the line. */
      line: z.string(),
      since: z.string(),
    })
    .nullable(),
  call: phoneCall.nullable(),
  /** The call that ended last, until `until` or until the phone is ready again. */
  afterCall: z
    .object({
      callId: z.string(),
      conversationId: z.string(),
      customerName: z.string(),
      seconds: z.number().int(),
      ended: z.enum(['customer-hung-up', 'hung-up', 'transferred', 'taken-over', 'lost', 'dropped']),
      until: z.string(),
    })
    .nullable(),
})
export type PhoneState = z.infer<typeof phoneState>

/** What the server says. `clear`: throw away sound that is not heard yet. */
export type PhoneServerFrame =
  | { type: 'welcome'; userId: string }
  | { type: 'pong' }
  | { type: 'state'; phone: PhoneState }
  | { type: 'caption'; callId: string; who: 'customer' | 'us'; name: string; text: string; final: boolean }
  | { type: 'missed'; what: 'transfer' | 'invite' | 'call'; name: string; why: (typeof MISSED)[number] }
  | { type: 'clear' }
  | { type: 'done'; id: string }
  | { type: 'error'; id: string | null; error: { code: string; message: string } }

/** Kinds of transfers that are counted: from the bot, by an agent, by a supervisor, because an agent was lost. */
export const TRANSFER_KINDS = ['hand-over', 'agent', 'queue', 'number', 'take-over', 'lost'] as const
export const TRANSFER_ENDS = ['answered', 'abandoned', 'call-back', 'not-answered'] as const

const one = { callId: z.string() }
const team = ({ conversationId }: NewEvent): Topic[] =>
  conversationId ? [`conversation:${conversationId}`, 'team'] : ['team']

/** Facts about calls with people in them. Live captions are signals `call.caption` of the conversation, not facts. */
export const bridgeEvents = {
  /** What an agent's phone is at; routing asks no phone but one that is ready. */
  'phone.changed': {
    payload: z.object({ userId: z.string(), status: z.enum(['off', 'ready', 'busy']) }),
    topics: () => ['team'],
  },
  'call.rang': { payload: z.object({ ...one, userId: z.string(), why: ringing.shape.why }), topics: team },
  'call.joined': { payload: z.object({ ...one, party: phoneParty }), topics: team },
  'call.left': {
    payload: z.object({ ...one, partyId: z.string(), kind: z.enum(PARTIES), userId: z.string().nullable() }),
    topics: team,
  },
  'call.held': { payload: z.object({ ...one, on: z.boolean() }), topics: team },
  'call.transfer-asked': {
    payload: z.object({ ...one, transferId: z.string(), kind: z.enum(TRANSFER_KINDS), by: z.string().nullable() }),
    topics: team,
  },
  'call.transfer-ended': {
    payload: z.object({
      ...one,
      transferId: z.string(),
      kind: z.enum(TRANSFER_KINDS),
      how: z.enum(TRANSFER_ENDS),
      seconds: z.number().int(),
      userId: z.string().nullable(),
    }),
    topics: team,
  },
} satisfies EventDefinitions

/** How transfers of calls went in a time; seconds are those from asking to the answer. */
export const transferFigures = z.object({
  since: z.string(),
  kinds: z.array(
    z.object({
      kind: z.enum(TRANSFER_KINDS),
      asked: z.number().int(),
      answered: z.number().int(),
      abandoned: z.number().int(),
      callBacks: z.number().int(),
      notAnswered: z.number().int(),
      secondsP50: z.number().int().nullable(),
      secondsP90: z.number().int().nullable(),
    }),
  ),
})
export type TransferFigures = z.infer<typeof transferFigures>
