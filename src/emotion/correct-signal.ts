import type { EmotionLabel, EmotionLevel, EmotionSignal } from '#emotion/contract.ts'
import { HURTING, stateOf } from '#emotion/fold.ts'
import type { Moved } from '#emotion/observe.ts'
import { lockMoods, lockSignal, replaceSignal, storeMoods } from '#emotion/queries.ts'
import { STRENGTH } from '#emotion/text-signal.ts'
import type { Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'

/** What a person says a message felt like; `level` null is a clear feeling. */
export type SaidFeeling = { label: EmotionLabel; level: EmotionLevel | null }

/** As much doubt as a reading of a clear feeling adds. */
const DOUBT = 0.2

/**
 * Puts right how a message was read, and with it how its customer feels now; `said` null goes back to the reading. A
 * message that has not been read yet is left alone. `onMoved` runs in the same transaction.
 */
export async function correctSignal(
  tx: Tx,
  { conversationId, customerId, seq }: { conversationId: string; customerId: string; seq: number },
  said: SaidFeeling | null,
  onMoved: (tx: Tx, moved: Moved[]) => Promise<void>,
): Promise<void> {
  // The state first, as observations do, so that two transactions cannot wait for each other.
  const { mood, state: before } = (await lockMoods(tx, [conversationId])).get(conversationId)!
  const read = await lockSignal(tx, conversationId, `text:${seq}`)
  if (!read || (!said && !read.corrected)) return
  const signal = said ? asSaid(read, said) : asRead(read)
  await replaceSignal(tx, conversationId, signal)
  const signals = mood.signals.map((one) => (one.key === signal.key ? signal : one))
  const corrected = { ...mood, signals }
  const after = { conversationId, ...stateOf(corrected, Math.max(Date.now(), signals.at(-1)?.at ?? 0)) }
  await storeMoods(tx, [{ conversationId, mood: corrected, state: after }])
  await appendEvents(tx, [{ kind: 'emotion.changed', conversationId, customerId, actor: 'system', payload: after }])
  await onMoved(tx, [{ conversationId, customerId, before, after, mood: corrected, escalates: false }])
}

function asSaid(read: EmotionSignal, { label, level }: SaidFeeling): EmotionSignal {
  const { intensity, words } = read.corrected ?? read
  const hurts = HURTING.has(label)
  return {
    ...read,
    label,
    intensity: hurts ? Math.round((STRENGTH[level ?? 'medium'] + DOUBT) * 1000) / 1000 : 0,
    words: [],
    corrected: { label: read.corrected?.label ?? read.label, intensity, words },
  }
}

function asRead({ corrected, ...read }: EmotionSignal): EmotionSignal {
  return corrected ? { ...read, ...corrected } : read
}
