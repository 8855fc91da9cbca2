import { type AudioFrame, FRAME_MS, FRAME_SAMPLES } from '#engines/audio.ts'
import { PEAK_MS, type RecordingSide, type Waveform } from '#voice/recording/contract.ts'
import { SILENT, silentPiece } from '#voice/recording/sealed-file.ts'
import { PIECE_SAMPLES } from '#voice/recording/vault.ts'
import { encodeG711 } from '#voice/transports/rtp/g711.ts'

const FRAMES_A_PIECE = PIECE_SAMPLES / FRAME_SAMPLES
const PEAK_FRAMES = PEAK_MS / FRAME_MS
/** Frames that may still come for a second that has passed: play-out runs ahead, never behind. */
const LATE = 25
/** The caller's frames are the clock; when they stay away longer than this, the clock of the wall takes over. */
const STILL = 25

/**
 * Puts frames of both sides at their place in time. Whole seconds come out through `onPiece`, in order. While `muted`
 * time passes and nothing is kept.
 */
export function openTimeline(now: () => number, onPiece: (piece: number, plain: Uint8Array) => void) {
  const began = now()
  const pieces = new Map<number, Uint8Array>()
  const peaks: Waveform = { caller: [], ours: [] }
  const at = { caller: 0, ours: 0 }
  let written = 0
  let muted = false

  const put = (side: RecordingSide, place: number, frame: AudioFrame) => {
    const number = Math.floor(place / FRAMES_A_PIECE)
    if (muted || number < written) return
    const piece = pieces.get(number) ?? silentPiece()
    pieces.set(number, piece)
    const from = 2 * (place % FRAMES_A_PIECE) * FRAME_SAMPLES + (side === 'ours' ? 1 : 0)
    // G.711 µ-law: half the bytes of plain samples, and no ear hears it at 16 kHz.
    const coded = encodeG711('pcmu', frame)
    let loudest = 0
    for (let i = 0; i < FRAME_SAMPLES; i++) {
      piece[from + 2 * i] = coded[i]!
      loudest = Math.max(loudest, Math.abs(frame[i]!))
    }
    const peak = Math.floor(place / PEAK_FRAMES)
    while (peaks[side].length <= peak) peaks[side].push(0)
    peaks[side][peak] = Math.max(peaks[side][peak]!, Math.round((100 * loudest) / 32_768))
  }
  const catchUp = () => {
    const wall = Math.floor((now() - began) / FRAME_MS)
    if (wall - at.caller > STILL) at.caller = wall
  }
  const flush = (until: number) => {
    for (; (written + 1) * FRAMES_A_PIECE <= until; written++) {
      onPiece(written, pieces.get(written) ?? silentPiece())
      pieces.delete(written)
    }
  }
  return {
    caller(frame: AudioFrame) {
      catchUp()
      put('caller', at.caller++, frame)
      flush(at.caller - LATE)
    },
    /** Frames handed over ahead of time follow one another; after a silence they begin with the frame the caller is at. */
    ours(frame: AudioFrame) {
      catchUp()
      at.ours = Math.max(at.ours, at.caller - 1)
      put('ours', at.ours++, frame)
    },
    position: () => at.caller * FRAME_MS,
    mute(on: boolean) {
      muted = on
    },
    /** Blanks what has not come out yet; what has is the caller's to blank. */
    blank(from: number, to: number) {
      for (const [number, piece] of pieces) blankPiece(piece, number, from, to)
      for (const side of [peaks.caller, peaks.ours])
        for (let i = Math.floor(from / PEAK_MS); i <= Math.floor(to / PEAK_MS) && i < side.length; i++) side[i] = 0
    },
    peaks: () => peaks,
    /** Brings out the rest and tells how long it all was. */
    end(): number {
      const length = Math.max(at.caller, Math.min(at.ours, at.caller + LATE))
      flush(Math.ceil(length / FRAMES_A_PIECE) * FRAMES_A_PIECE)
      return length * FRAME_MS
    },
  }
}

/** Silences the part of a piece that lies between two moments. */
export function blankPiece(piece: Uint8Array, number: number, from: number, to: number): void {
  const sample = (ms: number) => 2 * Math.max(0, Math.min(PIECE_SAMPLES, Math.floor(ms * 16) - number * PIECE_SAMPLES))
  piece.fill(SILENT, sample(from), sample(to))
}
