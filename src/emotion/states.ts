import type { EmotionPoint, EmotionState } from '#emotion/contract.ts'
import { curveOf, stateOf } from '#emotion/fold.ts'
import { moodsOf, signalsOf } from '#emotion/queries.ts'
import type { Queryable } from '#platform/db/open.ts'

/** How the customers of these conversations feel now; conversations in which nobody spoke yet are left out. */
export async function readEmotionStates(
  db: Queryable,
  conversationIds: readonly string[],
  now = Date.now(),
): Promise<Map<string, EmotionState>> {
  const moods = await moodsOf(db, conversationIds)
  return new Map(
    moods
      .filter(({ mood }) => mood.signals.length > 0)
      .map(({ conversationId, mood }) => [conversationId, { conversationId, ...stateOf(mood, now) }]),
  )
}

/** How the feeling went, oldest first; the latest 200 observations. */
export async function readEmotionCurve(db: Queryable, conversationId: string): Promise<EmotionPoint[]> {
  return curveOf(await signalsOf(db, conversationId, 200))
}
