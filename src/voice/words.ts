import type { Mouth } from '#voice/playout.ts'
import { readAloud } from '#voice/reading/read-aloud.ts'
import type { MediaSession } from '#voice/transports/contract.ts'
import { type SaysKey, says, type VoiceLanguage } from '#voice/wording.ts'

/** What is said and heard, in writing, where the party has a screen. */
export const openScreen = (session: Pick<MediaSession, 'show'>) => ({
  caption(who: 'customer' | 'us', text: string, final: boolean): void {
    if (text) session.show?.({ kind: 'caption', who, text, final })
  },
})
export type Screen = ReturnType<typeof openScreen>

/** Texts on their way to the mouth, sentence by sentence, as they are read aloud. */
export function openWords(mouth: Pick<Mouth, 'say'>, screen: Screen, language: VoiceLanguage) {
  /** False when nothing of it can be said. */
  const say = (text: string, seq: number | null): boolean => {
    screen.caption('us', text, true)
    const sentences = readAloud(text, language)
    for (const sentence of sentences) mouth.say({ text: sentence, seq })
    return sentences.length > 0
  }
  return {
    say,
    /** A sentence of the house. */
    house: (key: SaysKey, params?: Record<string, string>) => void say(says(key, language, params), null),
  }
}
export type Words = ReturnType<typeof openWords>
