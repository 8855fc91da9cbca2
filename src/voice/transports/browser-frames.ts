import { z } from 'zod'
import { KEYS } from '#voice/contract.ts'

/**
 * What a browser says at `/api/voice/browser` besides sound. Sound goes both ways as binary frames of 640 bytes: 20 ms of
 * 16-bit little-endian samples at 16 kHz. The first frame is `hello`.
 */
export const browserFrame = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    /** Token of the widget's session. */
    token: z.string().max(4000),
    locale: z.enum(['zh', 'en']).default('zh'),
    /** The browser can recognise speech, can speak. */
    hears: z.boolean().default(false),
    speaks: z.boolean().default(false),
  }),
  z.object({ type: z.literal('key'), key: z.enum(KEYS) }),
  z.object({ type: z.literal('hold'), on: z.boolean() }),
  /** Of the browser's own recogniser: somebody speaks; what was understood; it cannot after all. */
  z.object({ type: z.literal('voice'), on: z.boolean() }),
  z.object({ type: z.literal('text'), text: z.string().max(2000), final: z.boolean() }),
  z.object({ type: z.literal('unable'), what: z.enum(['hear', 'speak']) }),
  /** Of its own voice: how far a sentence got. */
  z.object({
    type: z.literal('said'),
    id: z.number().int().nonnegative(),
    characters: z.number().int().min(0).max(10_000),
    done: z.boolean(),
  }),
  z.object({ type: z.literal('hang-up') }),
])
export type BrowserFrame = z.output<typeof browserFrame>

/** What the server says. `clear`: throw away the sound that is not heard yet; `hush`: stop the browser's own voice. */
export type ServerVoiceFrame =
  | { type: 'answered' }
  | { type: 'refused'; why: 'busy' | 'unknown' | 'closed' | 'sign-in' | 'blocked' }
  | { type: 'caption'; who: 'customer' | 'us'; text: string; final: boolean }
  | { type: 'state'; phase: string; ears: string; voice: string; rating: boolean }
  | { type: 'say'; id: number; text: string; language: 'zh' | 'en'; speed: number }
  | { type: 'clear' }
  | { type: 'hush' }
  | { type: 'ended'; why: string }
