import { type AudioFrame, FRAME_MS } from '#engines/audio.ts'
import type { Clock } from '#voice/clock.ts'

/** One sentence on its way to the customer's ear. `seq` is the message it belongs to; null for words of the house. */
export type Line = { text: string; seq: number | null }

/** How much of a sentence was heard when it was cut short. */
export type Heard = Line & { heard: string; whole: boolean }

export type Mouth = {
  /** Says it after what is being said. */
  say(line: Line): void
  pause(): void
  /** Goes on where the customer stopped hearing. */
  resume(): void
  /** Forgets everything that is not heard yet and tells how far the customer heard. */
  stop(): Heard[]
  close(): void
}

export type MouthEvents = {
  /** The first sound of a sentence goes out. */
  onFirst: (line: Line) => void
  onHeard: (line: Line) => void
  /** All has been heard. */
  onSilent: () => void
}

/** Sound leaves so early that a busy moment of ours is not heard; what is on the way is taken back at a barge-in. */
const LEAD_MS = 60
/** A Chinese character or a short English syllable takes about so long; used until the real length is known. */
const GUESS_FRAMES_PER_CHARACTER = 10

type Track = Line & { frames: AudioFrame[]; complete: boolean; cursor: number; heardFrames: number; begun: boolean }
type Sent = { track: Track; until: number }

export type PlayoutOptions = {
  clock: Clock
  send: (frame: AudioFrame) => void
  clear: () => void
  speak: (text: string, signal: AbortSignal) => AsyncIterable<AudioFrame>
  /** A sentence could not be spoken; it counts as heard, so that the call goes on. */
  onFault: (error: unknown, line: Line) => void
  events: MouthEvents
}

/** What is being said. `due` is when the next frame handed over will be heard. */
type Playing = { tracks: Track[]; onWay: Sent[]; paused: boolean; due: number; epoch: AbortController }

/**
 * Play-out of spoken sentences on a clock of 20 ms. Each `stop` begins a new epoch: a voice that still works on a
 * sentence of an older one is aborted, and what it gives nevertheless is thrown away.
 */
export function openPlayout(options: PlayoutOptions): Mouth {
  const playing: Playing = { tracks: [], onWay: [], paused: false, due: 0, epoch: new AbortController() }
  let making = Promise.resolve()
  const unbeat = options.clock.onBeat(() => beat(playing, options))
  return {
    say(line) {
      const track: Track = { ...line, frames: [], complete: false, cursor: 0, heardFrames: 0, begun: false }
      playing.tracks.push(track)
      const { signal } = playing.epoch
      making = making.then(() => make(playing, track, signal, options))
    },
    pause() {
      if (playing.paused) return
      recall(playing, options)
      playing.paused = true
    },
    resume: () => {
      playing.paused = false
    },
    stop() {
      recall(playing, options)
      playing.epoch.abort()
      playing.epoch = new AbortController()
      making = Promise.resolve()
      const cut = playing.tracks.map(heardOf)
      playing.tracks = []
      playing.paused = false
      return cut
    },
    close() {
      unbeat()
      playing.epoch.abort()
      playing.tracks = []
    },
  }
}

async function make(playing: Playing, track: Track, signal: AbortSignal, options: PlayoutOptions): Promise<void> {
  const { speak, onFault } = options
  if (signal.aborted) return
  try {
    for await (const frame of speak(track.text, signal)) {
      if (signal.aborted) return
      track.frames.push(frame)
      // Into silence the first sound goes at once; a beat would be waited for otherwise.
      if (!track.begun && !playing.onWay.length) beat(playing, options)
    }
  } catch (error) {
    if (!signal.aborted) onFault(error, track)
  }
  track.complete = true
}

/** Notes what has been heard by now. */
function land({ tracks, onWay }: Playing, now: number, events: MouthEvents): void {
  while (onWay[0] && onWay[0].until <= now) onWay.shift()!.track.heardFrames += 1
  while (tracks[0]?.complete && tracks[0].heardFrames >= tracks[0].frames.length) {
    events.onHeard(tracks.shift()!)
    if (!tracks.length) events.onSilent()
  }
}

function beat(playing: Playing, { clock, send, events }: PlayoutOptions): void {
  const now = clock.now()
  land(playing, now, events)
  if (playing.paused) return
  playing.due = Math.max(playing.due, now)
  for (let track = next(playing); track && playing.due - now < LEAD_MS; track = next(playing)) {
    const frame = track.frames[track.cursor]
    if (!frame) return
    track.cursor += 1
    if (!track.begun) {
      track.begun = true
      events.onFirst(track)
    }
    send(frame)
    playing.due += FRAME_MS
    playing.onWay.push({ track, until: playing.due })
  }
}

const next = ({ tracks }: Playing): Track | undefined =>
  tracks.find((track) => track.cursor < track.frames.length || !track.complete)

/** Takes back what is on the way. */
function recall(playing: Playing, { clock, clear, events }: PlayoutOptions): void {
  land(playing, clock.now(), events)
  for (const { track } of playing.onWay) track.cursor -= 1
  playing.onWay = []
  playing.due = 0
  clear()
}

/** The characters that were heard, by the share of the sound. */
function heardOf({ text, seq, frames, complete, heardFrames }: Track): Heard {
  const characters = [...text]
  const length = complete ? frames.length : Math.max(frames.length, characters.length * GUESS_FRAMES_PER_CHARACTER)
  const share = length ? Math.min(1, heardFrames / length) : 0
  const heard = characters.slice(0, Math.floor(share * characters.length)).join('')
  return { text, seq, heard, whole: share === 1 }
}
