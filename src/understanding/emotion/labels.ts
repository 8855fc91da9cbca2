import type { Emotion } from '#understanding/contract.ts'

export type EmotionLabel = Emotion['label']

/** In the order of the outputs of the shipped model. */
export const LABELS: EmotionLabel[] = [
  'anger',
  'anxiety',
  'dissatisfaction',
  'disappointment',
  'sadness',
  'fear',
  'surprise',
  'gratitude',
  'joy',
  'neutral',
]

/** −1 hurts, 1 pleases; a surprise may be either. */
export const POLARITY: Record<EmotionLabel, -1 | 0 | 1> = {
  anger: -1,
  anxiety: -1,
  dissatisfaction: -1,
  disappointment: -1,
  sadness: -1,
  fear: -1,
  surprise: 0,
  gratitude: 1,
  joy: 1,
  neutral: 0,
}
