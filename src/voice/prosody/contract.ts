/** How something was said: plain measures of sound, nothing about words. */
export type Measures = {
  /** Milliseconds of speech they were taken from. */
  speechMs: number
  /** Middle pitch in Hz, and how far it moves (10th to 90th percentile) in semitones; null when too little had a pitch. */
  pitchHz: number | null
  pitchRange: number | null
  /** Loudness of speech, dB below full scale; and how far it stands above the noise between the words. */
  loudness: number
  aboveNoise: number
  /** Syllables a second of speech. */
  rate: number
  /** Pauses of 200 ms and more inside the utterance, and their share of it. */
  pauses: number
  pauseShare: number
  /** Milliseconds in which both sides spoke. */
  overlapMs: number
  /** Share of speech that had a pitch. */
  voicedShare: number
}

/** How an utterance differs from the speaker's own first seconds. */
export type Change = { semitones: number; rangeTimes: number; decibels: number; rateTimes: number; pauseShare: number }

/**
 * One utterance of the customer. `change`, `arousal` and `strain` are null while the speaker's own usual way is still
 * being heard. `arousal` 0 sleepy … 0.5 as usual … 1 beside himself; `strain` 0…1 pressed and interrupting;
 * `reliability` 0…1, at most 0.6: sound alone tells how strong a feeling is, hardly which.
 */
export type ProsodyMeasure = Measures & {
  change: Change | null
  arousal: number | null
  strain: number | null
  reliability: number
}
