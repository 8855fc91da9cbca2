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

const KINDS = ['message.added', 'emotion.signal', 'conversation.changed']
/** What comes within this time is stored together; whoever serves the customer sees it no later. */
const DELAY_MS = 200

/** Reads how customers feel from what they write, as it happens; after a restart it goes on where it stopped. */
export function followFeelings({ database, log, understand, onMoved, onClosed }: FollowFeelingsDeps) {
  return followLedger({
    database,
    log,
    name: 'emotion',
    kinds: KINDS,
    wants: ({ kind, payload }) => kind !== 'conversation.changed' || payload.what === 'closed',
    patient: true,
    everyMs: DELAY_MS,
    handle: async (events) => {
      const told = signalsTold(events)
      const observations = events.flatMap((event) => observationOf(event, understand, told) ?? [])
      if (observations.length) await observe(database, observations, Date.now(), onMoved)
      const closed = events.filter(({ kind }) => kind === 'conversation.changed')
      for (const { conversationId } of closed)
        if (conversationId) await database.transaction((tx) => onClosed(tx, conversationId))
    },
  })
}

type Told = ReadonlyMap<string, EmotionSignal>
const keyOf = (conversationId: string | null, key: string) => `${conversationId} ${key}`

/** What the bot read of messages when it answered them; it stands in the commit of the message. */
function signalsTold(events: readonly LedgerEvent[]): Told {
  return new Map(
    events.flatMap(({ kind, conversationId, payload }) => {
      const read = kind === 'emotion.signal' ? emotionSignal.safeParse(payload.signal) : null
      return read?.success ? [[keyOf(conversationId, read.data.key), read.data] as const] : []
    }),
  )
}

/** What an event tells of a feeling; most tell nothing. A message that was read already is not read again. */
export function observationOf(event: LedgerEvent, understand: Understand, told: Told): Observation | null {
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
  if (message.author.kind !== 'customer') return null
  const known = told.get(keyOf(conversationId, `text:${message.seq}`))
  if (known) return { conversationId, customerId, observed: { signal: { ...known, at } } }
  const read = signalOf(message, at, understand)
  return read && { conversationId, customerId, ...read }
}

/** Tapped choices, pictures and letters alone say nothing of a feeling. */
function signalOf(
  message: Message,
  at: number,
  understand: Understand,
): Pick<Observation, 'observed' | 'escalates'> | null {
  const text = message.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n')
  if (!text.trim()) return null
  const { normalized, emotion, needs } = understand(text, { now: new Date(at) })
  const signal = textSignal({ seq: message.seq, at, text, normalized, emotion })
  return { observed: { signal }, escalates: needs.includes('escalation') }
}
