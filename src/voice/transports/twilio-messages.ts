import { z } from 'zod'

const sid = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)

/** The message that begins a media stream; its parameters are those of `<Parameter>` in the instructions of the call. */
export const startMessage = z.object({
  event: z.literal('start'),
  start: z.object({
    streamSid: sid,
    accountSid: sid.default(''),
    callSid: sid,
    mediaFormat: z.object({ encoding: z.literal('audio/x-mulaw'), sampleRate: z.literal(8000) }),
    customParameters: z.record(z.string().max(64), z.string().max(256)).default({}),
  }),
})
export type Start = z.infer<typeof startMessage>
