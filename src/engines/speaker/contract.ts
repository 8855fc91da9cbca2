/** Tells voices apart: sound becomes a vector, near to others of the same speaker. Only vectors of one model compare. */
export type SpeakerEngine = {
  /** Name of the model; empty without one. */
  model: string
  /** Null when it can work; else why not. */
  lacking(): 'not-installed' | 'no-model' | null
  /** Speech of one person, 16 kHz. Rejects when it cannot be told. */
  embed(samples: Int16Array): Promise<Float32Array>
  close(): Promise<void>
}
