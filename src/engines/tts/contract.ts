import type { AudioFrame, SpokenLanguage } from '#engines/audio.ts'

export type SpeakOptions = {
  language: SpokenLanguage
  /** Name of a voice of the engine; empty: its usual one. */
  voice: string
  /** 1 is the usual speed, 0.5…2. */
  speed: number
  signal: AbortSignal
}

/** A voice behind its protocol. The text is one sentence, already as it is read (numbers in words). */
export type TtsEngine = {
  id: string
  title: { zh: string; en: string }
  languages: SpokenLanguage[]
  /** What besides the options changes its sound, e.g. a model; part of what a kept sentence is known by. */
  variant?: string
  /** Null when it can work; else why not, as a key of the catalogue: `no-model`, `no-key`, `not-installed`. */
  lacking(): string | null
  /** Somebody will be spoken to: what takes long to start, starts now. */
  prepare?(): void
  /** Frames as they are made; the last is filled up with silence. Throws TtsFault. Ends at once when the signal aborts. */
  speak(text: string, options: SpeakOptions): AsyncIterable<AudioFrame>
  close(): Promise<void>
}

export class TtsFault extends Error {
  readonly why: 'timeout' | 'refused' | 'unreachable' | 'broken' | 'busy' | 'not-able'
  constructor(why: TtsFault['why'], message: string) {
    super(message)
    this.why = why
  }
}
