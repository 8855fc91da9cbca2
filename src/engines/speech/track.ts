import { Counter, Histogram, type Registry } from 'prom-client'
import type { EngineStatus, SpeechFault, SpeechKind } from '#engines/speech/contract.ts'
import { type Breaker, createBreaker } from '#platform/circuit-breaker.ts'

const REMEMBERED = 200
const FAILURES = 3
const PAUSE_MS = 20_000
/** A wrong key does not mend itself within seconds. */
const REFUSED_PAUSE_MS = 120_000

type Named = { id: string; title: { zh: string; en: string }; lacking(): string | null }

/** How each engine of a kind does: who may be asked now, and figures for the page and for Prometheus. */
export type Track = {
  admit(id: string): boolean
  admits(id: string): boolean
  worked(id: string, ms: number): void
  failed(id: string, why: SpeechFault): void
  status(engine: Named): EngineStatus
  /** Whoever rests may be asked again at once: somebody changed a key. */
  wakeAll(): void
}

type Record = {
  breaker: Breaker
  asked: number
  failed: number
  times: number[]
  lastFault: EngineStatus['lastFault']
}

export function openTrack(kind: SpeechKind, registry: Registry | null, now = Date.now): Track {
  const records = new Map<string, Record>()
  const metrics = registry && openMetrics(registry)
  const freshBreaker = () => createBreaker({ failures: FAILURES, pauseMs: PAUSE_MS, now })
  const of = (id: string): Record => {
    let record = records.get(id)
    if (!record) {
      record = { breaker: freshBreaker(), asked: 0, failed: 0, times: [], lastFault: null }
      records.set(id, record)
    }
    return record
  }
  return {
    admit: (id) => of(id).breaker.admit(),
    admits: (id) => of(id).breaker.admits(),
    worked(id, ms) {
      const record = of(id)
      record.asked += 1
      record.times.push(ms)
      if (record.times.length > REMEMBERED) record.times.shift()
      record.breaker.succeed()
      metrics?.asked.inc({ kind, engine: id, outcome: 'ok' })
      metrics?.seconds.observe({ kind, engine: id }, ms / 1000)
    },
    failed(id, why) {
      const record = of(id)
      record.asked += 1
      record.failed += 1
      record.lastFault = { at: new Date(now()).toISOString(), why }
      metrics?.asked.inc({ kind, engine: id, outcome: why })
      // What it cannot do says nothing of how it does.
      if (why === 'not-able') record.breaker.succeed()
      else record.breaker.fail(why === 'refused' ? REFUSED_PAUSE_MS : null)
    },
    status(engine) {
      const { id, title } = engine
      const { breaker, asked, failed, times, lastFault } = of(id)
      const lacks = engine.lacking()
      const state = { closed: 'ready', 'half-open': 'trial', open: 'resting' } as const
      const again = breaker.opensAgainAt()
      return {
        id,
        title,
        state: lacks ? 'lacking' : state[breaker.state()],
        lacking: lacks,
        triesAgainAt: again === null ? null : new Date(again).toISOString(),
        asked,
        failed,
        p50Ms: share(times, 0.5),
        p95Ms: share(times, 0.95),
        lastFault,
      }
    },
    wakeAll() {
      for (const record of records.values()) record.breaker = freshBreaker()
    },
  }
}

function share(times: number[], part: number): number | null {
  const sorted = [...times].sort((a, b) => a - b)
  const time = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]
  return time === undefined ? null : Math.round(time)
}

type SpeechMetrics = { asked: Counter; seconds: Histogram }

/** Both kinds share the metrics: whoever comes second takes those of the first. */
function openMetrics(registry: Registry): SpeechMetrics {
  const asked = 'yinghe_speech_asked_total'
  const seconds = 'yinghe_speech_seconds'
  return {
    asked:
      (registry.getSingleMetric(asked) as Counter | undefined) ??
      new Counter({
        name: asked,
        help: 'Utterances given to a speech engine, by engine and outcome',
        labelNames: ['kind', 'engine', 'outcome'],
        registers: [registry],
      }),
    seconds:
      (registry.getSingleMetric(seconds) as Histogram | undefined) ??
      new Histogram({
        name: seconds,
        help: 'Time from the last frame to the text, or from the text to the first frame, by engine',
        labelNames: ['kind', 'engine'],
        buckets: [0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3, 6],
        registers: [registry],
      }),
  }
}
