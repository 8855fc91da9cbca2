import type { AsrOptions } from '#engines/asr/contract.ts'
import type { Asr, HeardStream } from '#engines/asr/open-asr.ts'
import type { AudioFrame } from '#engines/audio.ts'
import type { VadEngine } from '#engines/vad/contract.ts'
import type { Log } from '#platform/log.ts'

/** What an utterance was, and who told; empty text when nobody could. */
export type Told = { text: string; engine: string | null; feeling?: string }

/** Hears one party. Utterances are begun and ended by turn-taking; their texts come in the order they ended. */
export type Ear = {
  write(frame: AudioFrame): void
  /** Whether somebody speaks right now. */
  speaking(): boolean
  listen(options: AsrOptions): void
  end(): Promise<Told>
  drop(): void
  close(): void
}

export type EarEvents = { onVoice: (on: boolean) => void; onPartial: (text: string) => void }

/** Voice is noticed a little after it began; so many frames of before belong to the utterance. */
const BEFORE_FRAMES = 20

/** Hears with our own engines: one tells when somebody speaks, one what. */
export function openEar(engines: { vad: VadEngine; asr: Pick<Asr, 'hear'>; log: Log }, events: EarEvents): Ear {
  const vad = engines.vad.open()
  const before: AudioFrame[] = []
  let stream: HeardStream | null = null
  let speaking = false
  return {
    write(frame) {
      before.push(frame)
      if (before.length > BEFORE_FRAMES) before.shift()
      stream?.write(frame)
      const voice = vad.write(frame)
      if (voice === speaking) return
      speaking = voice
      events.onVoice(voice)
    },
    speaking: () => speaking,
    listen(options) {
      stream?.abort()
      const opened = engines.asr.hear(options)
      stream = opened
      opened.onPartial((text) => {
        if (stream === opened) events.onPartial(text)
      })
      for (const frame of before) opened.write(frame)
    },
    async end() {
      const ending = stream
      stream = null
      if (!ending) return { text: '', engine: null }
      try {
        const { text, engine, feeling } = await ending.end()
        return { text, engine, ...(feeling ? { feeling } : {}) }
      } catch (error) {
        engines.log.warn({ why: String(error) }, 'an utterance was not recognised by anybody')
        return { text: '', engine: null }
      }
    },
    drop() {
      stream?.abort()
      stream = null
    },
    close() {
      stream?.abort()
      stream = null
      vad.close()
    },
  }
}
