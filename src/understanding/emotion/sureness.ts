import type { Emotion } from '#understanding/contract.ts'
import { POLARITY } from '#understanding/emotion/labels.ts'

/** Below this a reading might as well have been another. */
const UNSURE = 0.4

/** How far a reading can be relied on, 0…1: the chance of its label, and that the text is negative as the label says. */
export function surenessOf({ label, score, negative }: Emotion): number {
  const polarity = POLARITY[label]
  if (polarity < 0) return Math.min(score, negative)
  return polarity > 0 || label === 'neutral' ? Math.min(score, round(1 - negative)) : score
}

export const isUnsure = (sureness: number): boolean => sureness < UNSURE

const round = (value: number) => Math.round(value * 1000) / 1000
