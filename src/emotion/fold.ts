import type {
  EmotionLabel,
  EmotionLevel,
  EmotionPoint,
  EmotionReason,
  EmotionSignal,
  EmotionState,
  EmotionTrend,
} from '#emotion/contract.ts'
import { likeness } from '#emotion/sketch.ts'

/** What is remembered of a conversation: its newest signals in their order, and when it was last answered. */
export type Mood = { signals: EmotionSignal[]; answeredAt: number }
export const CALM_MOOD: Mood = { signals: [], answeredAt: 0 }

/** Signals that count. */
export const WINDOW = 12
/** Messages over which the share of negative ones is taken. */
export const RATIO_WINDOW = 5
/** A message from here on counts as negative. */
export const NEGATIVE = 0.4
/** Where the levels low, medium and high begin. */
export const LEVELS = [0.3, 0.45, 0.68] as const

/** What one message further back counts, compared with the one after it. */
const FADE = 0.62
const MINUTE = 60_000
/** Anger cools to a half in this time when nothing more is heard. */
const HALF_LIFE = 30 * MINUTE
/** Waiting shorter than this is no reason for anything. */
const PATIENCE = MINUTE

export type Observed = { signal: EmotionSignal } | { answeredAt: number }

/**
 * Takes one observation in. In whatever order and however often observations arrive, the same ones give the same mood:
 * a mood is nothing but the newest of them.
 */
export function fold(mood: Mood, observed: Observed): Mood {
  if ('answeredAt' in observed) return { ...mood, answeredAt: Math.max(mood.answeredAt, observed.answeredAt) }
  if (mood.signals.some(({ key }) => key === observed.signal.key)) return mood
  const signals = [...mood.signals, observed.signal].sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))
  return { ...mood, signals: signals.slice(-WINDOW) }
}

type Heat = { signal: EmotionSignal; heat: number; reasons: EmotionReason[] }

/** The state at a moment; it cools while nothing is heard and warms while the customer waits for an answer. */
export function stateOf(mood: Mood, now: number): Omit<EmotionState, 'conversationId'> {
  const heats = mood.signals.map((_, i) => heatOf(mood.signals, i))
  const last = mood.signals.at(-1)
  if (!last) return { ...NOTHING, since: new Date(now).toISOString(), updatedAt: new Date(now).toISOString() }
  const cooled = scoreOf(heats) * 2 ** (-Math.max(0, now - last.at) / HALF_LIFE)
  const waiting = waitingOf(mood, now)
  const score = round(1 - (1 - cooled) * (1 - waiting))
  return {
    label: labelOf(heats, score),
    level: levelOf(score),
    score,
    trend: trendOf(heats.map(({ heat }) => heat)),
    negativeRatio: ratioOf(heats),
    since: sinceOf(heats),
    because: reasonsOf(heats, waiting),
    updatedAt: new Date(last.at).toISOString(),
  }
}

/** The state after each of the signals, as it was then. */
export function curveOf(signals: readonly EmotionSignal[]): EmotionPoint[] {
  // What a message says by what went before it is the same at every later point, as long as all of it is in sight.
  const all = signals.length <= WINDOW ? signals.map((_, k) => heatOf(signals, k)) : null
  return signals.map((signal, i) => {
    const seen = signals.slice(Math.max(0, i + 1 - WINDOW), i + 1)
    const heats = all?.slice(0, i + 1) ?? seen.map((_, k) => heatOf(seen, k))
    return {
      seq: signal.seq,
      at: new Date(signal.at).toISOString(),
      source: signal.source,
      label: signal.label,
      intensity: round(heats.at(-1)!.heat),
      score: round(scoreOf(heats)),
      negativeRatio: ratioOf(heats),
      because: heats.at(-1)!.reasons,
    }
  })
}

const NOTHING = {
  label: 'neutral' as const,
  level: 'none' as const,
  score: 0,
  trend: 'steady' as const,
  negativeRatio: 0,
  because: [],
}

/** What a message says and how it is said. Behaviour makes angry words worse, and says little about calm ones. */
function heatOf(signals: readonly EmotionSignal[], i: number): Heat {
  const signal = signals[i]!
  const { seq, intensity } = signal
  const reasons: EmotionReason[] = []
  let calm = 1 - intensity
  const add = (kind: EmotionReason['kind'], weight: number, text = '') => {
    calm *= 1 - weight
    reasons.push({ kind, text, seq, weight: round(weight) })
  }
  if (signal.source !== 'text') reasons.push({ kind: signal.source, text: '', seq, weight: round(intensity) })
  else if (signal.corrected) reasons.push({ kind: 'person', text: '', seq, weight: round(intensity) })
  else if (signal.words.length && intensity > 0)
    for (const text of signal.words) reasons.push({ kind: 'word', text, seq, weight: round(intensity) })
  else if (intensity >= NEGATIVE) reasons.push({ kind: 'message', text: '', seq, weight: round(intensity) })
  if (signal.signs && intensity > 0.1) {
    const stress = 0.3 + 0.7 * intensity
    if (signal.signs.exclaims > 1 || signal.signs.asks > 1) add('punctuation', 0.15 * stress)
    if (signal.signs.shouts) add('capitals', 0.2 * stress)
  }
  const before = signals.slice(0, i)
  if (before.some((one) => likeness(one.sketch ?? [], signal.sketch ?? []) >= 0.6)) add('repeat', 0.22)
  const hurried = before.filter((one) => one.source === 'text' && signal.at - one.at < 15_000).length
  if (hurried >= 3) add('hurry', 0.12)
  return { signal, heat: 1 - calm, reasons }
}

/** The newest counts most. */
function scoreOf(heats: readonly Heat[]): number {
  let [sum, weights] = [0, 0]
  let weight = 1
  const newest = heats.at(-1)?.signal.at ?? 0
  for (let i = heats.length - 1; i >= 0; i--, weight *= FADE) {
    const { signal, heat } = heats[i]!
    const share = weight * signal.weight * 2 ** (-(newest - signal.at) / HALF_LIFE)
    sum += share * heat
    weights += share
  }
  return weights > 0 ? sum / weights : 0
}

/** How much a customer's waiting adds: from one minute on, at most 0.3. */
function waitingOf({ signals, answeredAt }: Mood, now: number): number {
  const asked = signals.find((one) => one.source === 'text' && one.at > answeredAt)
  if (!asked) return 0
  return Math.min(0.3, Math.max(0, now - asked.at - PATIENCE) / (20 * MINUTE))
}

export function levelOf(score: number): EmotionLevel {
  return score < LEVELS[0] ? 'none' : score < LEVELS[1] ? 'low' : score < LEVELS[2] ? 'medium' : 'high'
}

export const HURTING: ReadonlySet<EmotionLabel> = new Set([
  ...(['anger', 'anxiety', 'dissatisfaction', 'disappointment', 'sadness', 'fear'] as const),
])

/** The strongest feeling of the latest messages; while nothing hurts, the latest one. */
function labelOf(heats: readonly Heat[], score: number): EmotionLabel {
  const latest = heats.at(-1)!.signal.label
  if (levelOf(score) === 'none') return HURTING.has(latest) ? 'neutral' : latest
  const sums = new Map<EmotionLabel, number>()
  heats.toReversed().forEach(({ signal, heat }, i) => {
    if (HURTING.has(signal.label)) sums.set(signal.label, (sums.get(signal.label) ?? 0) + heat * FADE ** i)
  })
  const [best] = [...sums].sort(([, a], [, b]) => b - a)
  return best?.[0] ?? 'dissatisfaction'
}

const recent = (heats: readonly Heat[]) => heats.filter(({ signal }) => signal.source === 'text').slice(-RATIO_WINDOW)

/** The share of negative messages among the latest five. */
function ratioOf(heats: readonly Heat[]): number {
  const messages = recent(heats)
  return messages.length ? round(messages.filter(({ heat }) => heat >= NEGATIVE).length / messages.length) : 0
}

/** The slope of a straight line through the latest values, per message. */
export function slopeOf(values: readonly number[]): number {
  const latest = values.slice(-RATIO_WINDOW)
  if (latest.length < 2) return 0
  const middle = (latest.length - 1) / 2
  const mean = latest.reduce((sum, one) => sum + one, 0) / latest.length
  let [up, across] = [0, 0]
  latest.forEach((value, i) => {
    up += (i - middle) * (value - mean)
    across += (i - middle) ** 2
  })
  return up / across
}

function trendOf(values: readonly number[]): EmotionTrend {
  const slope = slopeOf(values)
  return slope >= 0.06 ? 'rising' : slope <= -0.06 ? 'falling' : 'steady'
}

/** The first signal of the unbroken run that is not calm. */
function sinceOf(heats: readonly Heat[]): string {
  let since = heats.length - 1
  for (let end = heats.length; end > 0 && levelOf(scoreOf(heats.slice(0, end))) !== 'none'; end--) since = end - 1
  return new Date(heats[since]!.signal.at).toISOString()
}

function reasonsOf(heats: readonly Heat[], waiting: number): EmotionReason[] {
  const found = heats
    .toReversed()
    .flatMap(({ reasons }, i) => reasons.map((one) => ({ ...one, weight: round(one.weight * FADE ** i) })))
  if (waiting > 0) found.push({ kind: 'waiting', text: '', seq: null, weight: round(waiting) })
  return found
    .filter(({ weight }) => weight >= 0.05)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 6)
}

const round = (value: number): number => Math.min(1, Math.max(0, Math.round(value * 1000) / 1000))
