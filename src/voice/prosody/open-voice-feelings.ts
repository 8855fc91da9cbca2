import type { SignalInput } from '#emotion/contract.ts'
import { takeSignal } from '#emotion/signal.ts'
import type { AudioFrame } from '#engines/audio.ts'
import type { Database } from '#platform/db/open.ts'
import type { ProsodyMeasure } from '#voice/prosody/contract.ts'
import { openProsody } from '#voice/prosody/open-prosody.ts'
import { voiceSignal } from '#voice/prosody/voice-signal.ts'

export type VoiceFeelingsDeps = {
  database: Database
  call: { id: string; conversationId: string; customerId: string }
  /** Whether the customer was told and agreed; asked at every frame, so that a withdrawal counts at once. */
  consented: () => boolean
}

/** How the customer of one call sounds, told to the emotion state. There is no way to hand in an agent's voice. */
export function openVoiceFeelings({ database, call, consented }: VoiceFeelingsDeps) {
  let prosody = openProsody()
  let utterance = 0
  let upset = false
  return {
    write(frame: AudioFrame, speaking: boolean, ours: boolean): void {
      if (consented()) prosody.write(frame, speaking, ours)
      // Without consent nothing is kept, not even what was measured before.
      else prosody = openProsody()
    },
    /** An utterance has become the message `seq`; `feeling` is what the recogniser named, if it does. */
    async said({ seq, feeling }: { seq: number | null; feeling?: string }): Promise<ProsodyMeasure | null> {
      utterance++
      if (!consented()) return null
      const measure = prosody.measure()
      const signal = voiceSignal(measure, feeling, upset)
      if (!signal) return measure
      upset = signal.intensity > 0
      const input: SignalInput = { ...signal, key: `${call.id}:${utterance}`, source: 'voice', seq }
      await database.transaction((tx) => takeSignal(tx, call, input, 'system'))
      return measure
    },
  }
}
