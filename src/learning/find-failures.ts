import type { Conversation, Message } from '#conversations/contract.ts'
import type { CaseReason } from '#learning/contract.ts'
import type { Db } from '#platform/db/open.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import { ledger } from '#platform/ledger/read.ts'

/** A customer's message that went wrong, and how it was decided where that is known. */
export type Failure = { kind: 'intent'; conversationId: string; seq: number; reason: CaseReason; turn: Turn | null }

/** What a `turn.decided` says of a turn on a customer's message. */
export type Turn = {
  seq: number
  outcome: string
  path: string[]
  intent: string | null
  articleId: string | null
  intents: { id: string; confidence: number }[]
}

/** Below this the intent was a guess. */
const UNSURE = 0.51
/** A rating of dissatisfaction. */
export const LOW_RATING = 2
/** Messages before the one that a suggestion was made for. */
const LOOKED_BACK = 5
const SMALL_TALK = new Set([
  'greeting',
  'thanks',
  'goodbye',
  'affirm',
  'deny',
  'talk_to_human',
  'repeat',
  'bot_identity',
])

/** What an event says went wrong, the likeliest message first; most say nothing and cost no query. */
export async function findFailures(db: Db, event: LedgerEvent): Promise<Failure[]> {
  const { conversationId } = event
  if (event.kind === 'article.changed') return unhelpful(db, event)
  if (!conversationId) return []
  const found = (turn: Turn | null, reason: CaseReason): Failure[] =>
    turn ? [{ kind: 'intent', conversationId, seq: turn.seq, reason, turn }] : []
  if (event.kind === 'turn.decided') {
    const turn = turnOf(event)
    if (!turn) return []
    if (turn.outcome === 'unresolved') return found(turn, 'unanswered')
    if (asksWhich(turn)) return (await askedBefore(db, conversationId, turn)) ? found(turn, 'asked-twice') : []
    return isGuess(turn) ? found(turn, 'low-confidence') : []
  }
  if (event.kind === 'conversation.changed') {
    const { what, conversation } = event.payload as { what: string; conversation: Conversation }
    const reason = conversation.handOver?.reason
    if (what === 'queued' && reason === 'circuit-breaker')
      return found((await turnsOf(db, conversationId, 3))[0] ?? null, 'circuit-breaker')
    if (what === 'queued' && reason === 'low-confidence')
      return found((await turnsOf(db, conversationId, 3))[0] ?? null, 'low-confidence')
    if (what === 'rated' && (conversation.rating ?? 5) <= LOW_RATING)
      return worst(await turnsOf(db, conversationId, 50)).flatMap((turn) => found(turn, 'negative-rating'))
  }
  if (event.kind === 'assist.rejected') return refused(db, event)
  if (event.kind === 'message.added') {
    const { message } = event.payload as { message: Message }
    if (!refusesAll(message)) return []
    const before = (await turnsOf(db, conversationId, 6)).find((turn) => turn.seq < message.seq && asksWhich(turn))
    return found(before ?? null, 'rejected-suggestion')
  }
  return []
}

/** A turn on a customer's message; null for outcomes of actions. */
function turnOf(event: LedgerEvent): Turn | null {
  const payload = event.payload as Partial<Turn> & { input?: string }
  if (payload.input !== 'message' || typeof payload.seq !== 'number') return null
  return {
    seq: payload.seq,
    outcome: payload.outcome ?? '',
    path: payload.path ?? [],
    intent: payload.intent ?? null,
    articleId: payload.articleId ?? null,
    intents: payload.intents ?? [],
  }
}

/** How the bot decided on one message; null when it did not. */
export async function turnAt(db: Db, conversationId: string, seq: number): Promise<Turn | null> {
  return (await turnsOf(db, conversationId, 200)).find((turn) => turn.seq === seq) ?? null
}

/** Newest first. */
async function turnsOf(db: Db, conversationId: string, limit: number): Promise<Turn[]> {
  const events = await ledger.of(db, { conversationId, kinds: ['turn.decided'], limit })
  return events.flatMap((event) => turnOf(event) ?? [])
}

/** Asked the customer to choose among tasks or articles; a question inside a flow is none of these. */
const asksWhich = (turn: Turn): boolean => turn.outcome === 'asked' && turn.path.length === 0 && !turn.articleId

async function askedBefore(db: Db, conversationId: string, turn: Turn): Promise<boolean> {
  const before = (await turnsOf(db, conversationId, 4)).find((one) => one.seq < turn.seq)
  return before !== undefined && asksWhich(before)
}

/** Something was begun on a guess; inside a flow, where any words may be a value, a guess means nothing. */
function isGuess({ intents, outcome, path, articleId }: Turn): boolean {
  const best = intents[0]
  if (!best || best.confidence >= UNSURE || articleId || path.length) return false
  return outcome !== 'cancelled' && outcome !== 'handed-over' && !SMALL_TALK.has(best.id)
}

/** Of a conversation that was rated badly: what was not understood, then what was least sure. */
function worst(turns: Turn[]): Turn[] {
  const asked = turns.filter((turn) => !SMALL_TALK.has(turn.intents[0]?.id ?? ''))
  const failed = asked.filter((turn) => turn.outcome === 'unresolved' || asksWhich(turn))
  const sure = (turn: Turn) => turn.intents[0]?.confidence ?? 0
  const rest = asked.filter((turn) => !failed.includes(turn)).toSorted((a, b) => sure(a) - sure(b))
  return [...failed, ...rest].slice(0, 5)
}

/** An agent put aside what was offered for a customer's message: that one, or where it was none the nearest before it. */
async function refused(db: Db, { conversationId, payload }: LedgerEvent): Promise<Failure[]> {
  const { seq } = payload
  if (!conversationId || typeof seq !== 'number' || !Number.isInteger(seq)) return []
  const turns = await turnsOf(db, conversationId, 200)
  return Array.from({ length: Math.min(seq, LOOKED_BACK) }, (_, back) => ({
    ...{ kind: 'intent' as const, conversationId, seq: seq - back, reason: 'rejected-suggestion' as const },
    turn: turns.find((turn) => turn.seq === seq - back) ?? null,
  }))
}

const refusesAll = (message: Message): boolean =>
  message.author.kind === 'customer' && message.parts.some((part) => part.kind === 'choice' && part.value === 'none')

/** The reader of an article says it did not help: his latest question that it answered. */
async function unhelpful(db: Db, event: LedgerEvent): Promise<Failure[]> {
  if (event.payload.helpful !== false) return []
  const answered = await ratedAnswer(db, event)
  return answered ? [{ kind: 'intent', ...answered, seq: answered.turn.seq, reason: 'unhelpful-article' }] : []
}

/** The turn whose answer a reader's rating of an article is about. */
export async function ratedAnswer(db: Db, event: LedgerEvent): Promise<{ conversationId: string; turn: Turn } | null> {
  const customerId = event.actor.startsWith('customer:') ? event.actor.slice('customer:'.length) : null
  if (event.payload.what !== 'rated' || !customerId) return null
  const events = await ledger.of(db, { customerId, kinds: ['turn.decided'], limit: 50 })
  const answered = events.find((one) => one.payload.articleId === event.payload.articleId)
  const turn = answered && turnOf(answered)
  return turn && answered.conversationId ? { conversationId: answered.conversationId, turn } : null
}
