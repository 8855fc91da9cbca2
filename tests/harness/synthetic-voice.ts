import type { AudioFrame } from '#engines/audio.ts'
import { gathered } from '#engines/testing.ts'
import { openEspeak } from '#engines/tts/espeak/open-espeak.ts'

/** Why nobody can be made to speak on this machine; false when somebody can. */
export const isMute = (): string | false => openEspeak().lacking() !== null && 'espeak-ng is not installed'

/** A Chinese sentence in a voice of espeak. */
export async function spoken(text: string, speed = 1): Promise<AudioFrame[]> {
  const voice = openEspeak()
  const how = { language: 'zh' as const, voice: '', speed, signal: new AbortController().signal }
  const frames = await gathered(voice.speak(text, how))
  await voice.close()
  return frames
}
