import type { Message } from '#conversations/contract.ts'
import { type EmotionSignal, emotionSignal } from '#emotion/contract.ts'
import { type Moved, type Observation, observe } from '#emotion/observe.ts'
import { textSignal } from '#emotion/text-signal.ts'
import type { Database, Tx } from '#platform/db/open.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import { followLedger } from '#platform/ledger/follow.ts'
import type { Log } from '#platform/log.ts'
import type { Understand } from '#understanding/contract.ts'

export type FollowFeelingsDeps = {
  database: Database
  log: Log
  understand: Understand
  /** Hears of every state that moved, in the transaction that stores it. */
  onMoved: (tx: Tx, moved: Moved[]) => Promise<void>
  /** Hears of every conversation that ended. */
  onClosed: (tx: Tx, conversationId: string) => Promise<void>
}

/** Reads how customers feel from what they write, as it happens; after a restart it goes on where it stopped. */
export function followFeelings({ database, log, understand, onMoved, onClosed }: FollowFeelingsDeps) {
  return followLedger({
    database,
    log,
    name: 'emotion',
    handle: async (events) => {
      const observations = events.flatMap((event) => observationOf(event, understand) ?? [])
      if (observations.length) await observe(database, observations, Date.now(), onMoved)
      const closed = events.filter((event) => event.kind === 'conversation.changed' && event.payload.what === 'closed')
      for (const { conversationId } of closed)
        if (conversationId) await database.transaction((tx) => onClosed(tx, conversationId))
    },
  })
}

/** What an event tells of a feeling; most tell nothing. */
export function observationOf(event: LedgerEvent, understand: Understand): Observation | null {
  const { conversationId, customerId } = event
  if (!conversationId) return null
  if (event.kind === 'emotion.signal') {
    const { success, data } = emotionSignal.safeParse(event.payload.signal)
    return success ? { conversationId, customerId, observed: { signal: data } } : null
  }
  if (event.kind !== 'message.added') return null
  const { message } = event.payload as { message: Message }
  const at = Date.parse(message.at)
  if (message.author.kind === 'bot' || message.author.kind === 'agent')
    return message.internal ? null : { conversationId, customerId, observed: { answeredAt: at } }
  const signal = message.author.kind === 'customer' ? signalOf(message, at, understand) : null
  return signal && { conversationId, customerId, observed: { signal } }
}

/** Tapped choices, pictures and letters alone say nothing of a feeling. */
function signalOf(message: Message, at: number, understand: Understand): EmotionSignal | null {
  const text = message.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n')
  if (!text.trim()) return null
  const { normalized, emotion } = understand(text, { now: new Date(at) })
  return textSignal({ seq: message.seq, at, text, normalized, emotion })
}
