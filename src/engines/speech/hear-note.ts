import { AsrFault } from '#engines/asr/contract.ts'
import type { Asr } from '#engines/asr/open-asr.ts'
import { FRAME_MS, type SpokenLanguage } from '#engines/audio.ts'
import { framesOfWav } from '#engines/wav.ts'

/** The sender waits for his message to be taken meanwhile. */
const LIMIT_MS = 8_000
/** Of longer recordings no recogniser makes sense in one piece. */
const LONGEST_MS = 65_000

/**
 * What is said in a recording that was sent, by whoever understands anything at all; null for other sound, silence, or
 * when nobody can tell now.
 */
export async function hearNote(
  asr: Asr,
  wav: Buffer,
  { language, hotWords }: { language: SpokenLanguage; hotWords: string[] },
): Promise<string | null> {
  const frames = framesOfWav(wav)
  if (!frames?.length || frames.length * FRAME_MS > LONGEST_MS || !asr.best(language, null)) return null
  const stream = asr.hear({ language, grammar: null, hotWords, limitMs: LIMIT_MS })
  for (const frame of frames) stream.write(frame)
  try {
    return (await stream.end()).text.trim() || null
  } catch (error) {
    // Who was asked has noted it; the sound is there all the same.
    if (error instanceof AsrFault) return null
    throw error
  }
}
