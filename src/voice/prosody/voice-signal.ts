import type { EmotionLabel, SignalInput } from '#emotion/contract.ts'
import type { ProsodyMeasure } from '#voice/prosody/contract.ts'

/** From here on somebody speaks plainly otherwise than usual. */
const AROUSED = 0.7
/** Pressed speech that interrupts sounds angry rather than anxious. */
const STRAINED = 0.45
/** A recogniser that names a feeling has heard the words too. */
const NAMED_WEIGHT = 0.5

/** Names recognisers give feelings, SenseVoice's among them. */
const NAMED: Record<string, EmotionLabel> = {
  angry: 'anger',
  sad: 'sadness',
  fearful: 'fear',
  disgusted: 'dissatisfaction',
  surprised: 'surprise',
  happy: 'joy',
  neutral: 'neutral',
}
const PLEASED: ReadonlySet<EmotionLabel> = new Set(['joy', 'gratitude', 'neutral', 'surprise'] as const)

/** What an utterance says of a feeling, weighted by how far it can be believed; null when it says nothing. */
export function voiceSignal(
  measure: ProsodyMeasure | null,
  feeling: string | undefined,
  wasUpset: boolean,
): Pick<SignalInput, 'label' | 'intensity' | 'weight'> | null {
  const reliability = measure?.reliability ?? 0
  const arousal = measure?.arousal ?? 0.5
  const named = NAMED[(feeling ?? '').toLowerCase().replace(/[^a-z]/g, '')]
  if (named && named !== 'neutral') {
    const intensity = PLEASED.has(named) ? 0 : 0.4 + 0.4 * arousal
    return { label: named, intensity: round(intensity), weight: round(NAMED_WEIGHT + reliability / 3) }
  }
  if (measure?.arousal == null || reliability < 0.1) return null
  if (arousal >= AROUSED) {
    const label = (measure.strain ?? 0) >= STRAINED ? 'anger' : 'anxiety'
    return { label, intensity: round(0.3 + (arousal - AROUSED) + 0.3 * (measure.strain ?? 0)), weight: reliability }
  }
  // That a voice is as usual is news only after it was not.
  return wasUpset ? { label: 'neutral', intensity: 0, weight: reliability } : null
}

const round = (value: number): number => Math.round(Math.min(1, value) * 1000) / 1000
