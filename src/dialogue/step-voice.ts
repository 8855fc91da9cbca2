import { z } from 'zod'
import { BARGE_IN } from '#voice/contract.ts'

/** How the answer to a question is heard on the telephone; what is left out follows from what is asked. */
export const stepVoice = z.strictObject({
  barge_in: z.enum(BARGE_IN).optional(),
  /** Quiet that ends an answer. */
  end_silence_ms: z.number().int().min(200).max(3000).optional(),
  /** Quiet after which it is asked again, and how often. */
  no_input_ms: z.number().int().min(2000).max(30_000).optional(),
  retries: z.number().int().min(0).max(5).optional(),
  max_speech_ms: z.number().int().min(2000).max(120_000).optional(),
  /** So many keys are an answer; 0: until # or a pause. */
  keys: z.number().int().min(0).max(32).optional(),
})
export type StepVoice = z.infer<typeof stepVoice>
