import type { AudioFrame } from '#engines/audio.ts'
import type { Database } from '#platform/db/open.ts'
import type { Log } from '#platform/log.ts'
import { asksForCard, withoutCardNumbers } from '#voice/recording/card-numbers.ts'
import type { GapWhy, RecordingGap, RecordingSide } from '#voice/recording/contract.ts'
import { insertLine, insertRecording, keepRecording } from '#voice/recording/queries.ts'
import { createSealedFile, type SealedFile } from '#voice/recording/sealed-file.ts'
import { blankPiece, openTimeline } from '#voice/recording/timeline.ts'
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
  pause(why: GapWhy): void
  resume(): void
  /** A sentence of ours begins: asking for a card pauses, and the next sentence that does not resumes. */
  speaking(text: string): void
  /** A sentence and its place; a card number in it is blanked in the sound, too. */
  line(line: { side: RecordingSide; from: number; to: number; text: string; seq: number | null }): void
  /** Milliseconds since capture began. */
  position(): number
  /** Resolves once everything is on disk and in the database. */
  end(): Promise<void>
}

const SECOND = 1000
const DAY = 24 * 3600 * SECOND

export function openRecorder(deps: RecorderDeps, call: RecordedCall): Recorder {
  const { log, now = Date.now } = deps
  let capture: ReturnType<typeof startCapture> | null = null
  let ended = false
  return {
    noticed() {
      const days = deps.retentionDays()
      if (!capture && !ended && days !== null) capture = startCapture(deps, call, new Date(now() + days * DAY), now)
    },
    caller: (frame) => capture?.timeline.caller(frame),
    ours: (frame) => capture?.timeline.ours(frame),
    pause: (why) => capture?.pause(why),
    resume: () => capture?.resume(),
    speaking(text) {
      if (asksForCard(text)) capture?.pause('card-number')
      else if (capture?.pausedFor() === 'card-number') capture.resume()
    },
    line: (line) => capture?.line(line),
    position: () => capture?.timeline.position() ?? 0,
    async end() {
      ended = true
      await capture?.end().catch((error: unknown) => log.error({ err: error }, 'a recording could not be finished'))
    },
  }
}

function startCapture(deps: RecorderDeps, call: RecordedCall, expiresAt: Date, now: () => number) {
  const { database, dir, vault, log } = deps
  const { key, locked } = vault.newKey(call.id)
  const gaps: RecordingGap[] = []
  let paused: { from: number; why: GapWhy } | null = null
  let ordinal = 0
  let failed = false
  let file: SealedFile | null = null
  // One thing after the other, so that pieces and lines are written in their order.
  let work = Promise.resolve()
  const queue = (task: () => Promise<void>) => {
    work = work
      .then(() => (failed ? undefined : task()))
      .catch((error: unknown) => {
        failed = true
        log.error({ err: error }, 'a recording stopped; the call goes on')
      })
  }
  const startedAt = new Date(now())
  queue(async () => {
    await insertRecording(database.db, { ...call, locked, startedAt, expiresAt })
    file = await createSealedFile(dir, call.id, key)
  })
  const timeline = openTimeline(now, (piece, plain) => queue(async () => file?.write(piece, plain)))

  const blank = (from: number, to: number, why: GapWhy) => {
    timeline.blank(from, to)
    gaps.push({ from, to, why })
    queue(async () => {
      for (let piece = Math.floor(from / SECOND); piece <= Math.floor(to / SECOND); piece++) {
        const plain = await file?.read(piece)
        if (!plain) continue
        blankPiece(plain, piece, from, to)
        await file?.write(piece, plain)
      }
    })
  }
  const resume = () => {
    if (!paused) return
    timeline.mute(false)
    gaps.push({ ...paused, to: timeline.position() })
    paused = null
  }
  const withinCardGap = (from: number, to: number) =>
    [...gaps, ...(paused ? [{ ...paused, to: Number.POSITIVE_INFINITY }] : [])].some(
      (gap) => gap.why === 'card-number' && gap.from < to && gap.to > from,
    )
  return {
    timeline,
    resume,
    pausedFor: () => paused?.why ?? null,
    pause(why: GapWhy) {
      timeline.mute(true)
      paused ??= { from: timeline.position(), why }
    },
    line({ text, from, to, ...rest }: Parameters<Recorder['line']>[0]) {
      const hidden = withoutCardNumbers(text)
      // What is not in the sound is not in the words either.
      const asked = rest.side === 'caller' && withinCardGap(from, to)
      if (hidden !== null && !asked) blank(from, to, 'card-number')
      const number = ordinal++
      const kept = asked ? '****' : (hidden ?? text)
      queue(() => insertLine(database.db, call.id, { ...rest, from, to, ordinal: number, text: kept }))
    },
    async end() {
      resume()
      const durationMs = timeline.end()
      queue(async () => {
        await file?.close()
        file = null
        await keepRecording(database.db, call.id, {
          ...{ durationMs, gaps: gaps.sort((a, b) => a.from - b.from), peaks: timeline.peaks() },
          endedAt: new Date(startedAt.getTime() + durationMs),
        })
      })
      await work
    },
  }
}
