import type { Registry } from 'prom-client'
import type { AudioFrame, SpokenLanguage } from '#engines/audio.ts'
import type { EngineStatus } from '#engines/speech/contract.ts'
import { openTrack, type Track } from '#engines/speech/track.ts'
import { type SpeakOptions, type TtsEngine, TtsFault } from '#engines/tts/contract.ts'
import type { PromptCache } from '#engines/tts/prompt-cache.ts'
import type { Log } from '#platform/log.ts'

/** Who waits longer than this for the next sound hears silence in the line. */
const STALL_MS = 2500

/** A voice that goes on with the next engine when one fails, and keeps what it said for the next time. */
export type Tts = {
  /**
   * Frames of one sentence. A voice that fails in the middle is followed by another that says the sentence from its
   * beginning: twice is better than half. Throws TtsFault when nobody could speak.
   */
  speak(text: string, options: SpeakOptions): AsyncIterable<AudioFrame>
  /** Who would speak this language now; null: nobody. */
  best(language: SpokenLanguage): TtsEngine | null
  /** A call begins: whoever would speak gets ready. */
  prepare(language: SpokenLanguage): void
  engines(): EngineStatus[]
  /** Whoever rests may be asked again at once. */
  wakeAll(): void
  close(): Promise<void>
}

export type TtsDeps = {
  /** In the order in which they are asked; may change between sentences. */
  engines: () => TtsEngine[]
  cache: PromptCache | null
  log: Log
  registry?: Registry | null
  stallMs?: number
  now?: () => number
}

export function openTts({ engines, cache, log, registry = null, stallMs = STALL_MS, now }: TtsDeps): Tts {
  const track = openTrack('tts', registry, now)
  const able = (language: SpokenLanguage) =>
    engines().filter((engine) => engine.lacking() === null && engine.languages.includes(language))
  const best = (language: SpokenLanguage) => able(language).find(({ id }) => track.admits(id)) ?? null
  return {
    speak: (text, options) => speak({ able: able(options.language), cache, log, track, stallMs }, text, options),
    best,
    prepare: (language) => best(language)?.prepare?.(),
    engines: () => engines().map(track.status),
    wakeAll: track.wakeAll,
    async close() {
      await Promise.all(engines().map((engine) => engine.close()))
      await cache?.close()
    },
  }
}

type Speaking = { able: TtsEngine[]; cache: PromptCache | null; log: Log; track: Track; stallMs: number }

async function* speak({ able, cache, log, track, stallMs }: Speaking, text: string, options: SpeakOptions) {
  let lastFault = new TtsFault('not-able', 'no engine speaks this language')
  for (const engine of able) {
    const key = cache?.key(engine, text, options)
    const kept = key && (await cache?.read(key))
    if (kept) {
      for (const frame of kept) {
        if (options.signal.aborted) return
        yield frame
      }
      return
    }
    if (!track.admit(engine.id)) continue
    const frames: AudioFrame[] = []
    const started = performance.now()
    let firstMs: number | null = null
    try {
      for await (const frame of watched(engine, text, options, stallMs)) {
        firstMs ??= performance.now() - started
        frames.push(frame)
        yield frame
      }
      if (firstMs !== null) track.worked(engine.id, firstMs)
      if (options.signal.aborted) return
      if (firstMs === null) throw new TtsFault('broken', 'it made no sound')
      // The sentence is over for who hears it; keeping it takes its own time, and tells its own faults.
      if (key) void cache?.write(key, frames)
      return
    } catch (error) {
      if (options.signal.aborted) return
      if (!(error instanceof TtsFault)) log.error({ err: error, engine: engine.id }, 'a voice broke')
      lastFault = error instanceof TtsFault ? error : new TtsFault('broken', String(error))
      track.failed(engine.id, lastFault.why)
      log.warn({ engine: engine.id, why: lastFault.why, detail: lastFault.message }, 'a voice failed')
    }
  }
  throw lastFault
}

/** Frames of one engine, given up when none comes for too long. */
async function* watched(engine: TtsEngine, text: string, options: SpeakOptions, stallMs: number) {
  const stop = new AbortController()
  const signal = AbortSignal.any([options.signal, stop.signal])
  const frames = engine.speak(text, { ...options, signal })[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await sooner(frames.next(), options.signal, stallMs)
      if (!next || next.done) return
      yield next.value
    }
  } finally {
    stop.abort()
    // An engine that hangs would hold up the next one if its end were waited for.
    void frames.return?.()?.catch(() => {})
  }
}

/** Null when the speaking is called off meanwhile. */
async function sooner<T>(next: Promise<T>, signal: AbortSignal, ms: number): Promise<T | null> {
  let late: NodeJS.Timeout | undefined
  let calledOff: (() => void) | undefined
  // Its end may come after nobody listens any more.
  next.catch(() => {})
  try {
    return await new Promise<T | null>((resolve, reject) => {
      late = setTimeout(() => reject(new TtsFault('timeout', `no sound for ${ms} ms`)), ms)
      calledOff = () => resolve(null)
      if (signal.aborted) resolve(null)
      signal.addEventListener('abort', calledOff, { once: true })
      next.then(resolve, reject)
    })
  } finally {
    clearTimeout(late)
    signal.removeEventListener('abort', calledOff!)
  }
}
