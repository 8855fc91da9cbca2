import { join } from 'node:path'
import type { SpokenLanguage } from '#engines/audio.ts'
import { type Companion, openCompanion } from '#engines/companion.ts'
import { openFramer } from '#engines/resample.ts'
import { packageFile } from '#engines/sherpa/load-sherpa.ts'
import { type TtsEngine, TtsFault } from '#engines/tts/contract.ts'
import type { FromEspeak, ToEspeak } from '#engines/tts/espeak/speak-in-process.ts'
import { openQueue } from '#engines/tts/queue.ts'

const RATE = 22_050
const USUAL_WORDS_PER_MINUTE = 160
const VOICES: Record<SpokenLanguage, string> = { zh: 'cmn', yue: 'yue', en: 'en-us' }

/** espeak-ng, in a process of its own because of its licence: Mandarin, Cantonese and English, understood rather than liked. */
export function openEspeak(): TtsEngine {
  const installed = packageFile('@echogarden/espeak-ng-emscripten') !== null
  const companion = openCompanion({ script: join(import.meta.dirname, 'speak-in-process.ts'), as: 'process' })
  return {
    id: 'espeak',
    title: { zh: 'eSpeak NG（本机，机械音）', en: 'eSpeak NG (on this machine, robotic)' },
    languages: ['zh', 'yue', 'en'],
    lacking: () => (installed ? null : 'not-installed'),
    prepare: () => void (installed && companion.prepare('prepare' satisfies ToEspeak)),
    speak(text, { language, voice, speed, signal }) {
      if (!installed) throw new TtsFault('not-able', 'the package @echogarden/espeak-ng-emscripten is not installed')
      const wordsPerMinute = Math.round(USUAL_WORDS_PER_MINUTE * speed)
      return spoken(companion, { text, voice: voice || VOICES[language], wordsPerMinute }, signal)
    },
    close: companion.close,
  }
}

async function* spoken(companion: Companion, asked: ToEspeak, signal: AbortSignal) {
  if (signal.aborted) return
  const queue = openQueue<FromEspeak>()
  const exchange = companion.begin(queue.push, (why) => queue.push({ fault: why }))
  signal.addEventListener('abort', queue.close, { once: true })
  const framer = openFramer(RATE)
  try {
    exchange.post(asked)
    for await (const told of queue) {
      if ('fault' in told) throw new TtsFault('broken', told.fault)
      if ('done' in told) break
      for (const frame of framer.push(told.samples)) {
        if (signal.aborted) return
        yield frame
      }
    }
    if (!signal.aborted) yield* framer.end()
  } finally {
    signal.removeEventListener('abort', queue.close)
    exchange.end()
  }
}
