/** Inside the house sound is mono 16-bit PCM at 16 000 samples a second, in frames of 20 ms. */
export const SAMPLE_RATE = 16_000
export const FRAME_MS = 20
export const FRAME_SAMPLES = 320

/** `FRAME_SAMPLES` samples. Whoever gets one keeps it as it is: the same frame goes to several listeners. */
export type AudioFrame = Int16Array

/** Languages of speech; `yue` is Cantonese. */
export type SpokenLanguage = 'zh' | 'yue' | 'en'
