import { type AssistFact, FEATURES, type SuggestionKind } from '#desk/assist/contract.ts'

/** One thing learnt: a suggestion with these features was worth so much to an agent, 0…1; `weight` how much that counts. */
export type Lesson = {
  kind: SuggestionKind
  refId: string
  features: readonly number[]
  reward: number
  weight: number
}

export type Ranker = {
  /** Chance that an agent uses it, 0…1. */
  chance(one: Pick<Lesson, 'kind' | 'refId' | 'features'>): number
  learn(lesson: Lesson): void
  /** Weight of every feature, in the order of FEATURES. */
  weights(): number[]
  lessons(): number
}

/** What is believed before anything was learnt, by feature. */
const PRIOR: Record<(typeof FEATURES)[number], number> = {
  ...{ constant: -1.6, score: 3, answer: 0, script: -0.2, step: 0.1, similar: 0 },
  ...{ emotion: 0.9, persona: 0.5, draft: 1.6, asked: 0.8, soothes: 1, repeated: -2.5 },
}
const RATE = 0.25
/** Pull towards what was believed before, so that a few odd choices turn nothing over. */
const PULL = 0.002
const OWN_RATE = 0.35
const OWN_PULL = 0.02
const MOST_OWN = 1.5

/**
 * Logistic regression that learns from one choice at a time (AdaGrad), with an effect of its own for every article and
 * script. It has no chance in it: the same lessons in the same order give the same weights on every node.
 */
export function openRanker(): Ranker {
  const prior = FEATURES.map((name) => PRIOR[name])
  const weights = [...prior]
  const squares = FEATURES.map(() => 1)
  const own = new Map<string, { effect: number; seen: number }>()
  let lessons = 0
  const keyOf = (one: { kind: string; refId: string }) => `${one.kind} ${one.refId}`
  const chance = (one: Pick<Lesson, 'kind' | 'refId' | 'features'>) => {
    let sum = own.get(keyOf(one))?.effect ?? 0
    for (const [i, value] of one.features.entries()) sum += weights[i]! * value
    return 1 / (1 + Math.exp(-sum))
  }
  return {
    chance,
    learn(lesson) {
      lessons++
      const gap = lesson.weight * (chance(lesson) - lesson.reward)
      for (const [i, value] of lesson.features.entries()) {
        const slope = gap * value + PULL * (weights[i]! - prior[i]!)
        squares[i]! += slope * slope
        weights[i]! -= (RATE * slope) / Math.sqrt(squares[i]!)
      }
      const known = own.get(keyOf(lesson)) ?? { effect: 0, seen: 0 }
      known.seen++
      const moved = known.effect - (OWN_RATE * (gap + OWN_PULL * known.effect)) / Math.sqrt(known.seen)
      known.effect = Math.max(-MOST_OWN, Math.min(MOST_OWN, moved))
      own.set(keyOf(lesson), known)
    },
    weights: () => [...weights],
    lessons: () => lessons,
  }
}

/** Of an edited text the part that stayed was worth something. */
const LEAST_EDITED = 0.3
/** Those passed over were seen, but not thrown away. */
const PASSED = 0.4

/** What an event of the ledger teaches. */
export function lessonsOf(kind: string, fact: AssistFact): Lesson[] {
  const { features, refId, above, distance } = fact
  const reward = kind === 'assist.used' ? 1 : kind === 'assist.edited' ? Math.max(LEAST_EDITED, 1 - distance) : 0
  const chosen: Lesson = { kind: fact.kind, refId, features, reward, weight: 1 }
  const passed = kind === 'assist.rejected' ? [] : above.map((one) => ({ ...one, reward: 0, weight: PASSED }))
  return [chosen, ...passed].filter((one) => one.features.length === FEATURES.length)
}
