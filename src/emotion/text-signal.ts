import { type EmotionSignal, emotionLabel } from '#emotion/contract.ts'
import { HURTING } from '#emotion/fold.ts'
import { sketchOf } from '#emotion/sketch.ts'
import type { Emotion } from '#understanding/contract.ts'
import { isUnsure, surenessOf } from '#understanding/emotion/sureness.ts'
import { textSigns } from '#understanding/emotion/text-signs.ts'

type Said = { seq: number; at: number; text: string; normalized: string; emotion: Emotion }

/** How negative a feeling of a level is at least. */
export const STRENGTH = { none: 0, low: 0.32, medium: 0.52, high: 0.72 } as const

/** What a written message says about how its writer feels. */
export function textSignal({ seq, at, text, normalized, emotion }: Said): EmotionSignal {
  const { exclaims, asks, shouts } = textSigns(text)
  const hurts = HURTING.has(emotion.label)
  // Pleased words take what doubt the model has; calm ones may still be a little negative.
  const intensity = hurts
    ? STRENGTH[emotion.level] + 0.25 * emotion.negative
    : emotion.label === 'neutral' || emotion.label === 'surprise'
      ? 0.3 * emotion.negative
      : 0
  const sure = surenessOf(emotion)
  return {
    key: `text:${seq}`,
    source: 'text',
    at,
    seq,
    label: emotionLabel.parse(emotion.label),
    intensity: Math.min(1, Math.round(intensity * 1000) / 1000),
    weight: 1,
    words: hurts ? [...new Set(emotion.because.map((one) => one.text))].slice(0, 4).map((one) => one.slice(0, 40)) : [],
    signs: { exclaims, asks, shouts },
    ...(isUnsure(sure) && { sure }),
    sketch: sketchOf(normalized),
  }
}
