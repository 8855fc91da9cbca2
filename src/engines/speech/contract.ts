import { z } from 'zod'

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
  /** `ready` is asked next; `resting` failed again and again; `lacking` cannot work yet. */
  state: z.enum(['ready', 'trial', 'resting', 'lacking']),
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
