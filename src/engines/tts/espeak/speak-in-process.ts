import { setImmediate as breathe } from 'node:timers/promises'
import { serveCompanion } from '#engines/companion.ts'

export type ToEspeak = 'prepare' | { text: string; voice: string; wordsPerMinute: number }
export type FromEspeak = { samples: Int16Array } | { done: true } | { fault: string }

let opened: ReturnType<typeof open> | null = null
async function open() {
  const { default: espeak } = await import('@echogarden/espeak-ng-emscripten')
  const { eSpeakNGWorker } = await espeak()
  return new eSpeakNGWorker()
}

/** The synthesizer does not pause within a clause: between two it looks whether it is still wanted. */
const CLAUSE = /[^，。；！？、：,;!?\n]+[，。；！？、：,;!?\n]*\s*/gu

serveCompanion<ToEspeak>((tell: (message: FromEspeak) => void) => {
  let wanted = true
  const speak = async (asked: ToEspeak) => {
    opened ??= open()
    const synthesizer = await opened
    if (asked === 'prepare') return tell({ done: true })
    const { text, voice, wordsPerMinute } = asked
    for (const [clause] of text.matchAll(CLAUSE)) {
      if (!wanted) return
      synthesizer.set_voice(voice, '', 0, 0, 0)
      synthesizer.set_rate(wordsPerMinute)
      synthesizer.synthesize(clause, (samples) => {
        if (samples?.length) tell({ samples: Int16Array.from(samples) })
        return !wanted
      })
      await breathe()
    }
    tell({ done: true })
  }
  return {
    receive: (asked) => void speak(asked).catch((error: unknown) => tell({ fault: String(error).slice(0, 200) })),
    over() {
      wanted = false
    },
  }
})
