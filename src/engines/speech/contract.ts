import { z } from 'zod'
import type { EventDefinitions } from '#platform/ledger/contract.ts'

/** Kinds of engines that take each other's place. */
export const speechKind = z.enum(['asr', 'tts'])
export type SpeechKind = z.infer<typeof speechKind>

/** Why an engine failed; the words of AsrFault and TtsFault. */
export const speechFault = z.enum(['timeout', 'refused', 'unreachable', 'broken', 'busy', 'not-able'])
export type SpeechFault = z.infer<typeof speechFault>

/** How one engine does on this node since it started. */
export const engineStatus = z.object({
  id: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  /** `ready` is asked next; `resting` failed again and again; `lacking` cannot work yet; `off` is switched off. */
  state: z.enum(['ready', 'trial', 'resting', 'lacking', 'off']),
  /** Key of the catalogue, when it is lacking something. */
  lacking: z.string().nullable(),
  triesAgainAt: z.string().nullable(),
  asked: z.number().int(),
  failed: z.number().int(),
  /** Of the last 200 utterances: milliseconds from the last frame to the text, or from the text to the first frame. */
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  lastFault: z.object({ at: z.string(), why: speechFault }).nullable(),
})
export type EngineStatus = z.infer<typeof engineStatus>

/** Engines of each kind, in the order in which they are asked until somebody decides otherwise: clouds before what is here. */
export const SPEECH_ORDER = {
  asr: [
    'iflytek',
    'aliyun',
    'funasr',
    'sherpa-online',
    'sherpa-offline',
    'openai',
    'sensevoice',
    'sherpa-local',
    'pocketsphinx',
  ],
  tts: ['iflytek', 'aliyun', 'openai', 'sherpa-local', 'espeak'],
} as const satisfies Record<SpeechKind, readonly string[]>

/** What an engine wants to know. Secrets are kept encrypted and never told again. */
export type SpeechField = { name: string; secret?: boolean; address?: 'http' | 'ws' }
export const SPEECH_FIELDS: Record<string, SpeechField[]> = {
  iflytek: [
    { name: 'appId' },
    { name: 'apiKey', secret: true },
    { name: 'apiSecret', secret: true },
    { name: 'voice' },
    { name: 'asrUrl', address: 'ws' },
    { name: 'ttsUrl', address: 'ws' },
  ],
  aliyun: [
    { name: 'appKey' },
    { name: 'accessKeyId' },
    { name: 'accessKeySecret', secret: true },
    { name: 'voice' },
    { name: 'vocabularyId' },
    { name: 'url', address: 'ws' },
    { name: 'tokenUrl', address: 'http' },
  ],
  funasr: [{ name: 'url', address: 'ws' }],
  'sherpa-online': [{ name: 'url', address: 'ws' }],
  'sherpa-offline': [{ name: 'url', address: 'ws' }],
  openai: [
    { name: 'url', address: 'http' },
    { name: 'key', secret: true },
    { name: 'asrModel' },
    { name: 'ttsModel' },
    { name: 'voice' },
  ],
}
export type SpeechFields = Record<string, Record<string, string>>

const order = z.object({ asr: z.array(z.string()), tts: z.array(z.string()) })
export const speechPlan = z.object({ order, off: order })
export type SpeechPlan = z.infer<typeof speechPlan>

/** Answer of `GET /api/speech`. */
export const speechView = z.object({
  /** `energy`: the packages of Silero are not installed. */
  vad: z.enum(['silero', 'energy']),
  asr: z.array(engineStatus),
  tts: z.array(engineStatus),
  providers: z.array(
    z.object({
      id: z.string(),
      fields: z.array(
        z.object({
          name: z.string(),
          secret: z.boolean(),
          isSet: z.boolean(),
          /** Empty for a secret. */
          value: z.string(),
        }),
      ),
    }),
  ),
})
export type SpeechView = z.infer<typeof speechView>

/** What came of trying one engine, whatever state it is in. */
export const speakTrial = z.object({
  why: speechFault.nullable(),
  detail: z.string(),
  firstMs: z.number().nullable(),
  totalMs: z.number(),
  /** A WAV file in base64; empty when nobody spoke. */
  wav: z.string(),
})
export type SpeakTrial = z.infer<typeof speakTrial>
export const hearTrial = z.object({
  why: speechFault.nullable(),
  detail: z.string(),
  totalMs: z.number(),
  text: z.string(),
  /** The nearest phrase, when it was not near enough. */
  nearest: z.string(),
  confidence: z.number().nullable(),
})
export type HearTrial = z.infer<typeof hearTrial>

export const speechEvents = {
  'speech.changed': { payload: z.object({ what: z.enum(['plan', 'fields']) }), topics: () => [] },
} satisfies EventDefinitions
