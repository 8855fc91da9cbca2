import type { Registry } from 'prom-client'
import { type AsrEngine, AsrFault, type AsrOptions, type AsrStream, type Recognised } from '#engines/asr/contract.ts'
import type { AudioFrame, SpokenLanguage } from '#engines/audio.ts'
import type { EngineStatus } from '#engines/speech/contract.ts'
import { openTrack, type Track } from '#engines/speech/track.ts'
import type { Log } from '#platform/log.ts'

/** What of the time that is left goes to an engine that another one can stand in for. */
const SHARE_WITH_STAND_IN = 0.6
/** Of longer utterances the stand-in hears the end; nobody speaks so long without a pause. */
const KEPT_FRAMES = 60 * 50

export type HeardBy = Recognised & { engine: string }

/** A recogniser that goes on with the next engine when one fails: the same utterance is heard again by it. */
export type Asr = {
  hear(options: AsrOptions): HeardStream
  /** Who would be asked first for this now; null: nobody, so keys are all there is. */
  best(language: SpokenLanguage, grammar: string[] | null): AsrEngine | null
  /** A call begins: all who may be asked to hear it get ready. */
  prepare(language: SpokenLanguage): void
  /** In the order in which they are asked. */
  engines(): EngineStatus[]
  /** Whoever rests may be asked again at once. */
  wakeAll(): void
  close(): Promise<void>
}
export type HeardStream = Omit<AsrStream, 'end'> & { end(): Promise<HeardBy> }

export type AsrDeps = {
  /** In the order in which they are asked; may change between utterances. */
  engines: () => AsrEngine[]
  log: Log
  registry?: Registry | null
  now?: () => number
}

export function openAsr({ engines, log, registry = null, now }: AsrDeps): Asr {
  const track = openTrack('asr', registry, now)
  const able = (options: Pick<AsrOptions, 'language' | 'grammar'>) =>
    engines().filter((engine) => suits(engine, options) && track.admits(engine.id))
  return {
    hear: (options) => hear(able(options), options, track, log),
    best: (language, grammar) => able({ language, grammar })[0] ?? null,
    prepare(language) {
      for (const engine of engines()) if (hears(engine, language) && track.admits(engine.id)) engine.prepare?.(language)
    },
    engines: () => engines().map(track.status),
    wakeAll: track.wakeAll,
    async close() {
      await Promise.all(engines().map((engine) => engine.close()))
    },
  }
}

function suits(engine: AsrEngine, { language, grammar }: Pick<AsrOptions, 'language' | 'grammar'>): boolean {
  const { capabilities } = engine
  const understands = capabilities.open || (capabilities.grammar && grammar !== null && grammar.length > 0)
  return understands && hears(engine, language)
}

const hears = (engine: AsrEngine, language: SpokenLanguage) =>
  engine.capabilities.languages.includes(language) && engine.lacking() === null

type Attempt = { engine: AsrEngine; stream: AsrStream }

function hear(candidates: AsrEngine[], options: AsrOptions, track: Track, log: Log): HeardStream {
  const waiting = [...candidates]
  const frames: AudioFrame[] = []
  let listen: ((text: string) => void) | null = null
  let lastFault = new AsrFault('not-able', 'no engine hears this language or grammar')
  let current: Attempt | null = null
  let over = false
  const fault = (engine: AsrEngine, error: unknown) => {
    if (!(error instanceof AsrFault)) log.error({ err: error, engine: engine.id }, 'a recogniser broke')
    lastFault = error instanceof AsrFault ? error : new AsrFault('broken', String(error))
    track.failed(engine.id, lastFault.why)
    log.warn({ engine: engine.id, why: lastFault.why, detail: lastFault.message }, 'a recogniser heard nothing')
  }
  const begin = (): Attempt | null => {
    for (let engine = waiting.shift(); engine; engine = waiting.shift()) {
      if (!track.admit(engine.id)) continue
      try {
        const stream = engine.open(options)
        stream.onPartial((text) => current?.stream === stream && listen?.(text))
        for (const frame of frames) stream.write(frame)
        return { engine, stream }
      } catch (error) {
        fault(engine, error)
      }
    }
    return null
  }
  current = begin()
  return {
    write(frame) {
      if (over) return
      frames.push(frame)
      if (frames.length > KEPT_FRAMES) frames.shift()
      current?.stream.write(frame)
    },
    onPartial(heard) {
      listen = heard
    },
    async end() {
      over = true
      const started = performance.now()
      while (current) {
        const { engine, stream } = current
        const asked = performance.now()
        const left = options.limitMs - (asked - started)
        try {
          const recognised = await within(stream, waiting.length ? left * SHARE_WITH_STAND_IN : left)
          track.worked(engine.id, performance.now() - asked)
          return { ...recognised, engine: engine.id }
        } catch (error) {
          stream.abort()
          fault(engine, error)
          current = performance.now() - started < options.limitMs ? begin() : null
        }
      }
      throw lastFault
    },
    abort() {
      over = true
      waiting.length = 0
      current?.stream.abort()
      current = null
    },
  }
}

async function within(stream: AsrStream, ms: number): Promise<Recognised> {
  let late: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new AsrFault('timeout', `nothing within ${Math.round(ms)} ms`)), Math.max(0, ms))
  })
  try {
    return await Promise.race([stream.end(), tooLate])
  } finally {
    clearTimeout(late)
  }
}
