import type { AudioFrame } from '#engines/audio.ts'

/** Hears in one direction of one call whether somebody speaks. */
export type VadStream = {
  /** Whether this frame belongs to speech, as far as can be told now. */
  write(frame: AudioFrame): boolean
  reset(): void
  close(): void
}

export type VadEngine = { id: string; open(): VadStream; close(): Promise<void> }
