import { type AsrEngine, AsrFault } from '#engines/asr/contract.ts'
import type { AudioFrame, SpokenLanguage } from '#engines/audio.ts'
import type { HearTrial, SpeakTrial } from '#engines/speech/contract.ts'
import { type TtsEngine, TtsFault } from '#engines/tts/contract.ts'
import { framesOf, wavOf } from '#engines/wav.ts'

const LIMIT_MS = 15_000

/** Speaks one sentence with one engine, past its pause: whoever tests wants to know how it is now. */
export async function trySpeaking(
  engine: TtsEngine,
  asked: { text: string; language: SpokenLanguage; voice: string; speed: number },
): Promise<SpeakTrial> {
  const started = performance.now()
  const since = () => Math.round(performance.now() - started)
  const frames: AudioFrame[] = []
  let firstMs: number | null = null
  try {
    const lacks = engine.lacking()
    if (lacks) throw new TtsFault('not-able', lacks)
    const signal = AbortSignal.timeout(LIMIT_MS)
    for await (const frame of engine.speak(asked.text, { ...asked, signal })) {
      firstMs ??= since()
      frames.push(frame)
    }
    if (signal.aborted) throw new TtsFault('timeout', `more than ${LIMIT_MS} ms`)
    return { why: null, detail: '', firstMs, totalMs: since(), wav: wavOf(frames).toString('base64') }
  } catch (error) {
    if (!(error instanceof TtsFault)) throw error
    return { why: error.why, detail: error.message, firstMs, totalMs: since(), wav: '' }
  }
}

/** Lets one engine hear a recording, as fast as it is able. */
export async function tryHearing(
  engine: AsrEngine,
  asked: { pcm: Buffer; language: SpokenLanguage; phrases: string[] },
): Promise<HearTrial> {
  const started = performance.now()
  const since = () => Math.round(performance.now() - started)
  const nothing = { text: '', nearest: '', confidence: null }
  try {
    const lacks = engine.lacking()
    if (lacks) throw new AsrFault('not-able', lacks)
    const grammar = asked.phrases.length ? asked.phrases : null
    const stream = engine.open({ language: asked.language, grammar, hotWords: asked.phrases, limitMs: LIMIT_MS })
    for (const frame of framesOf(asked.pcm)) stream.write(frame)
    const late = setTimeout(() => stream.abort(), LIMIT_MS)
    const heard = await stream.end().finally(() => clearTimeout(late))
    const nearest = heard.alternatives?.[0]?.text ?? heard.text
    return { why: null, detail: '', totalMs: since(), text: heard.text, nearest, confidence: heard.confidence }
  } catch (error) {
    if (!(error instanceof AsrFault)) throw error
    return { why: error.why, detail: error.message, totalMs: since(), ...nothing }
  }
}
