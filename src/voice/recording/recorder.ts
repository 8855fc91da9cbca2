import type { AudioFrame } from '#engines/audio.ts'
import type { Database } from '#platform/db/open.ts'
import type { Log } from '#platform/log.ts'
import { asksForCard, withoutCardNumbers } from '#voice/recording/card-numbers.ts'
import type { GapWhy, RecordingGap, RecordingSide } from '#voice/recording/contract.ts'
import { openShelf } from '#voice/recording/shelf.ts'
import { openTimeline } from '#voice/recording/timeline.ts'
import type { Vault } from '#voice/recording/vault.ts'

export type RecorderDeps = {
  database: Database
  log: Log
  dir: string
  vault: Vault
  /** Days a recording is kept; null when calls are not recorded. */
  retentionDays: () => number | null
  now?: () => number
}
export type RecordedCall = { id: string; conversationId: string | null; customerId: string | null }

/** Taps of a call. None of them waits or throws: a full disk must not end a call. */
export type Recorder = {
  /** The caller heard the notice and stays. Nothing is kept of what comes before. */
  noticed(): void
  caller(frame: AudioFrame): void
  ours(frame: AudioFrame): void
  /** Several reasons may hold at a time; recording goes on when none is left. */
  pause(why: GapWhy): void
  resume(why: GapWhy): void
  /** The caller does not want to be recorded: nothing more is kept, and what was is removed. */
  refuse(): void
  /** A sentence of ours begins: asking for a card pauses, and the next sentence that does not resumes. */
  speaking(text: string): void
  /** A sentence and its place; a card number in it is blanked in the sound, too. */
  line(line: { side: RecordingSide; from: number; to: number; text: string; seq: number | null }): void
  /** Milliseconds since capture began. */
  position(): number
  /** Resolves once everything is on disk and in the database. */
  end(): Promise<void>
}

const GRAVEST = ['card-number', 'asked', 'held'] as const
const SECOND = 1000
const DAY = 24 * 3600 * SECOND

export function openRecorder(deps: RecorderDeps, call: RecordedCall): Recorder {
  const { log, now = Date.now } = deps
  let capture: ReturnType<typeof startCapture> | null = null
  let ended = false
  let removed: Promise<void> | null = null
  return {
    noticed() {
      const days = deps.retentionDays()
      if (!capture && !ended && days !== null) capture = startCapture(deps, call, new Date(now() + days * DAY), now)
    },
    caller: (frame) => capture?.timeline.caller(frame),
    ours: (frame) => capture?.timeline.ours(frame),
    pause: (why) => capture?.pause(why),
    resume: (why) => capture?.resume(why),
    refuse() {
      ended = true
      removed ??= capture?.refuse() ?? null
      capture = null
    },
    speaking(text) {
      if (asksForCard(text)) capture?.pause('card-number')
      else capture?.resume('card-number')
    },
    line: (line) => capture?.line(line),
    position: () => capture?.timeline.position() ?? 0,
    async end() {
      ended = true
      await removed
      await capture?.end().catch((error: unknown) => log.error({ err: error }, 'a recording could not be finished'))
    },
  }
}

function startCapture(deps: RecorderDeps, call: RecordedCall, expiresAt: Date, now: () => number) {
  const gaps: RecordingGap[] = []
  const reasons = new Set<GapWhy>()
  let paused: { from: number; why: GapWhy } | null = null
  let ordinal = 0
  const startedAt = new Date(now())
  const shelf = openShelf(deps, call, startedAt, expiresAt)
  const timeline = openTimeline(now, shelf.write)

  const cut = () => {
    if (!paused) return
    const to = timeline.position()
    if (to > paused.from) gaps.push({ ...paused, to })
    paused = null
  }
  /** What is missing for several reasons is told by the gravest one; each stretch has its own. */
  const settle = () => {
    const why = GRAVEST.find((one) => reasons.has(one)) ?? null
    if (why === (paused?.why ?? null)) return
    timeline.mute(why !== null)
    cut()
    if (why) paused = { from: timeline.position(), why }
    void shelf.paused(why)
  }
  const resume = (why: GapWhy) => {
    reasons.delete(why)
    settle()
  }
  const within = (reasons: readonly GapWhy[], from: number, to: number) =>
    [...gaps, ...(paused ? [{ ...paused, to: Number.POSITIVE_INFINITY }] : [])].some(
      (gap) => reasons.includes(gap.why) && gap.from < to && gap.to > from,
    )
  return {
    timeline,
    resume,
    refuse: shelf.remove,
    pause(why: GapWhy) {
      reasons.add(why)
      settle()
    },
    line({ text, from, to, ...rest }: Parameters<Recorder['line']>[0]) {
      const hidden = withoutCardNumbers(text)
      // What is not in the sound is not in the words either.
      const left = within(rest.side === 'caller' ? ['card-number', 'asked'] : ['asked'], from, to)
      if (hidden !== null && !left) {
        timeline.blank(from, to)
        gaps.push({ from, to, why: 'card-number' })
        void shelf.blank(from, to)
      }
      const kept = left ? '****' : (hidden ?? text)
      void shelf.line({ ...rest, from, to, ordinal: ordinal++, text: kept })
    },
    async end() {
      cut()
      const durationMs = timeline.end()
      await shelf.keep({
        ...{ durationMs, gaps: gaps.sort((a, b) => a.from - b.from), peaks: timeline.peaks() },
        endedAt: new Date(startedAt.getTime() + durationMs),
      })
    },
  }
}
