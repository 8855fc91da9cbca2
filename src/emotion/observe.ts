import type { EmotionSignal, EmotionState } from '#emotion/contract.ts'
import { fold, type Mood, type Observed, stateOf } from '#emotion/fold.ts'
import { insertSignals, lockMoods, moodsOf, type StoredMood, storeMoods } from '#emotion/queries.ts'
import type { Database, Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'

export type Observation = {
  conversationId: string
  customerId: string | null
  observed: Observed
  /** The message threatens to go further with it. */
  escalates?: boolean
}

/** A conversation whose state moved: before and after, with what it was told from. */
export type Moved = {
  conversationId: string
  customerId: string | null
  before: EmotionState
  after: EmotionState
  mood: Mood
  escalates: boolean
}

/**
 * Takes observations into the states of their conversations and tells of what changed. Of several nodes that bring the
 * same observation, one stores and tells it. `onMoved` runs in the same transaction.
 */
export async function observe(
  database: Database,
  observations: Observation[],
  now: number,
  onMoved: (tx: Tx, moved: Moved[]) => Promise<void>,
): Promise<void> {
  // There is no other node on the embedded database.
  const news = database.kind === 'pglite' ? observations : await withoutKnown(database, observations)
  if (!news.length) return
  await database.transaction(async (tx) => {
    const stored = await lockMoods(
      tx,
      news.map(({ conversationId }) => conversationId),
    )
    const changed: StoredMood[] = []
    const moved: Moved[] = []
    const signals: { conversationId: string; signal: EmotionSignal }[] = []
    const byConversation = Map.groupBy(news, ({ conversationId }) => conversationId)
    for (const [conversationId, before] of stored) {
      const own = byConversation.get(conversationId)!
      const mood = own.reduce((so, { observed }) => fold(so, observed), before.mood)
      if (same(mood, before.mood)) continue
      const state = { conversationId, ...stateOf(mood, Math.max(now, mood.signals.at(-1)?.at ?? 0)) }
      changed.push({ conversationId, mood, state })
      for (const { observed } of own)
        if ('signal' in observed) signals.push({ conversationId, signal: observed.signal })
      if (own.some(({ observed }) => 'signal' in observed))
        moved.push({
          ...{ conversationId, customerId: own[0]!.customerId, before: before.state, after: state, mood },
          escalates: own.some(({ escalates }) => escalates),
        })
    }
    await insertSignals(tx, signals)
    await storeMoods(tx, changed)
    await appendEvents(
      tx,
      moved
        .filter(({ before, after }) => differs(before, after))
        .map(({ conversationId, customerId, after }) => ({
          kind: 'emotion.changed',
          conversationId,
          customerId,
          actor: 'system',
          payload: after,
        })),
    )
    await onMoved(tx, moved)
  })
}

/** Drops what another node has stored already, so that most of them open no transaction. */
async function withoutKnown(database: Database, observations: Observation[]): Promise<Observation[]> {
  const ids = [...new Set(observations.map(({ conversationId }) => conversationId))]
  const moods = new Map((await moodsOf(database.db, ids)).map((one) => [one.conversationId, one.mood]))
  return observations.filter(({ conversationId, observed }) => {
    const mood = moods.get(conversationId)
    return !mood || !same(fold(mood, observed), mood)
  })
}

const same = (a: Mood, b: Mood): boolean =>
  a.answeredAt === b.answeredAt &&
  a.signals.length === b.signals.length &&
  a.signals.every(({ key }, i) => key === b.signals[i]!.key)

/** Small movements are nobody's news. */
const differs = (before: EmotionState, after: EmotionState): boolean =>
  before.label !== after.label ||
  before.level !== after.level ||
  before.trend !== after.trend ||
  Math.abs(before.score - after.score) >= 0.05
