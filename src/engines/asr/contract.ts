import type { AudioFrame, SpokenLanguage } from '#engines/audio.ts'

/** What a recogniser can do; the call chooses by it. */
export type AsrCapabilities = {
  /** Gives text while the caller still speaks; else only after `end`. */
  streaming: boolean
  /** Understands anything; an engine without it hears only phrases of a grammar. */
  open: boolean
  grammar: boolean
  hotWords: boolean
  /** Names a feeling and the language with the text. */
  feeling: boolean
  languages: SpokenLanguage[]
}

/** Stands in a grammar for digits, heard as `1820`; much surer when their number is known. */
export const digitsSaid = (count?: number): string => (count ? `<digits ${count}>` : '<digits>')
/** Stands in a grammar for any date. */
export const DATE_SAID = '<date>'

export type AsrOptions = {
  language: SpokenLanguage
  /** What may be said now: the phrases of the step, digits, yes and no. Null: anything. */
  grammar: string[] | null
  hotWords: string[]
  /** The whole utterance, ending included, may take so long after its last frame. */
  limitMs: number
}

/** What was heard in one utterance. Empty text: speech, but nothing that could be told. */
export type Recognised = {
  text: string
  /** 0…1; null when the engine tells none. */
  confidence: number | null
  feeling?: string
  language?: SpokenLanguage
  /** The best phrases of a grammar, best first, when the engine compares several. */
  alternatives?: { text: string; confidence: number }[]
}

/** One utterance. `write` never blocks; after `end` or `abort` nothing may be written. */
export type AsrStream = {
  write(frame: AudioFrame): void
  /** What has been heard so far; only of streaming engines. */
  onPartial(listen: (text: string) => void): void
  /** Resolves with what was heard. Rejects with AsrFault. */
  end(): Promise<Recognised>
  abort(): void
}

/** A recogniser behind its protocol. `open` may throw AsrFault at once or let `end` reject with one. */
export type AsrEngine = {
  id: string
  title: { zh: string; en: string }
  capabilities: AsrCapabilities
  /** Null when it can work; else why not, as a key of the catalogue: `no-model`, `no-key`, `not-installed`. */
  lacking(): string | null
  /** Somebody will speak: what takes long to start, starts now. */
  prepare?(language: SpokenLanguage): void
  open(options: AsrOptions): AsrStream
  close(): Promise<void>
}

/** Why nothing could be heard. `mayRetry`: another utterance may work. */
export class AsrFault extends Error {
  readonly why: 'timeout' | 'refused' | 'unreachable' | 'broken' | 'busy' | 'not-able'
  readonly mayRetry: boolean
  constructor(why: AsrFault['why'], message: string, mayRetry = why !== 'refused' && why !== 'not-able') {
    super(message)
    this.why = why
    this.mayRetry = mayRetry
  }
}
