import type { Emotion, Understanding } from '#understanding/contract.ts'
import { POLARITY } from '#understanding/emotion/labels.ts'

/** Sentiment of an emotion; `score` is −1…1. */
export function sentimentOf(emotion: Emotion): Understanding['sentiment'] {
  const polarity = POLARITY[emotion.label]
  const score = Math.round((1 - 2 * emotion.negative) * 100) / 100
  if (polarity < 0) return { label: 'negative', score: Math.min(score, -0.01) }
  if (polarity > 0) return { label: 'positive', score: Math.max(score, 0.01) }
  return { label: 'neutral', score: Math.max(-0.2, Math.min(0.2, score)) }
}
