import { BY_EAR, type HandOver, type Message, type Part, type PersonWanted } from '#conversations/contract.ts'
import type { Change, NewMessage, Patch, PendingCall, StoredConversation } from '#conversations/stored.ts'
import { givenName } from '#customers/identify.ts'
import type { DialogueState, Turn, TurnAction, TurnInput, TurnTrace } from '#dialogue/contract.ts'
import type { TurnWorld } from '#dialogue/turn-world.ts'
import type { ChooseStrategy } from '#emotion/strategy/contract.ts'
import type { SearchHit, SearchKnowledge } from '#knowledge/contract.ts'
import type { Choice, ChooseAnswer } from '#learning/choose-answer.ts'
import type { Caller } from '#reception/contract.ts'
import type { Understand, Understanding } from '#understanding/contract.ts'

export type Mind = {
  understand: Understand
  turn: Turn
  search: SearchKnowledge
  /** Chooses among close answers; without it the best score comes first. */
  choose?: ChooseAnswer
  botName: (language: 'zh' | 'en') => string
  /** Fetches what the turn on a message needs from elsewhere; takes a quarter of a second at most and never throws. */
  prepare?: ((text: string, names: readonly string[]) => Promise<void>) | null
  /** The matrix of service strategies. */
  strategy?: ChooseStrategy
  /** Whether a language model can help with answers at this moment. */
  composes?: () => boolean
  /** Whether the bot has just asked for what must not be stored as it is written. */
  asksSecret?: (dialogue: unknown) => boolean
  /** Who is speaking, by what he has proven in this conversation, and what business asks for. */
  verification?: {
    speaker: (caller: Caller, conversation: Pick<StoredConversation, 'id' | 'channel'>) => Caller
    world: (
      caller: Caller,
      conversation: Pick<StoredConversation, 'id' | 'channel'>,
    ) => NonNullable<TurnWorld['verification']>
  }
  /** Whether nobody is there for who asks for a person now, and when somebody is. */
  closedFor?: (
    asking: Pick<HandOver, 'reason' | 'skill' | 'priority'> &
      Pick<StoredConversation, 'tier' | 'language' | 'channel'> & { tags: readonly string[] },
    now: Date,
  ) => { opensAt: string | null } | null
}

/** How long a node may work on a turn before another may take it over. */
export const LEASE_MS = 30_000
/** `tickets.open` is ours, not the business system's; its outcome is told to nobody. */
export const OPEN_TICKET = 'tickets.open'

/** One turn of the bot on one customer message: what to say, do and remember, as a change to the conversation. Pure. */
export function decideMessage(
  mind: Mind,
  conversation: StoredConversation,
  caller: Caller,
  said: { seq: number; parts: Part[]; person?: PersonWanted },
  now: Date,
  node: string,
): Change {
  const text = textOf(said.parts)
  const state = conversation.dialogue as DialogueState
  const understanding = mind.understand(text, { language: state.language, expects: expectedIntents(state), now })
  return decideTurn(mind, conversation, caller, { kind: 'message', ...said, text, understanding }, now, node)
}

/** The engine's answer to any input, turned into rows. `conversation` is the state the input arrived in. */
export function decideTurn(
  mind: Mind,
  conversation: StoredConversation,
  caller: Caller,
  input: TurnInput,
  now: Date,
  node: string,
): Change {
  // An outcome belongs to the message that asked for it, however many came meanwhile.
  const seq =
    input.kind === 'message'
      ? input.seq
      : input.kind === 'outcome'
        ? pendingSeq(conversation, input.callId)
        : conversation.customerSeq
  const choices: Choice[] = []
  /** A turn asks for the same words several times. */
  const found = new Map<string, SearchHit[]>()
  const speaker = mind.verification?.speaker(caller, conversation) ?? caller
  const world: TurnWorld = {
    now,
    customer: { ...speaker, name: givenName(speaker.name) },
    call: BY_EAR.has(conversation.channel),
    ...(mind.verification && { verification: mind.verification.world(speaker, conversation) }),
    search: (query, language, products = []) => {
      const key = `${language} ${products} ${query}`
      const known = found.get(key)
      if (known) return known
      const hits = mind.search(query, { language, products, channel: conversation.channel })
      // The same message draws the same answer, however often the turn is decided.
      const chosen = mind.choose?.(hits, `${conversation.id} ${seq} ${query}`) ?? { hits, choice: null }
      if (chosen.choice) choices.push(chosen.choice)
      found.set(key, chosen.hits)
      return chosen.hits
    },
    ...(mind.strategy && conversation.status === 'bot' ? { strategy: mind.strategy } : {}),
    composes: mind.composes?.() ?? false,
    afterHours: (asking) => {
      const { language, channel } = conversation
      const skill = asking.skill ?? caller.skill ?? null
      return (
        mind.closedFor?.({ ...asking, skill, tier: speaker.tier, tags: speaker.tags ?? [], language, channel }, now) ??
        null
      )
    },
    callId: (n) => `${conversation.id}:${seq}:${conversation.version}:${n}`,
  }
  const { state, actions, trace } = mind.turn(conversation.dialogue as DialogueState, input, world)
  const botOwns = conversation.status === 'bot'
  const change = asChange(mind, actions, state, { seq, botOwns, now, skill: caller.skill ?? null })
  const pending = [...stillPending(conversation, input), ...(change.pending ?? [])]
  const patch: Patch = {
    ...change.patch,
    dialogue: state,
    language: state.language,
    pending: pending.length ? pending : null,
    leaseOwner: pending.length ? node : null,
    leaseUntil: pending.length ? new Date(now.getTime() + LEASE_MS).toISOString() : null,
    answeredSeq: pending.some((call) => call.action !== OPEN_TICKET)
      ? conversation.answeredSeq
      : Math.max(conversation.answeredSeq, seq),
  }
  return {
    patch,
    messages: change.messages,
    what: change.what,
    actor: 'bot',
    events: [
      { kind: 'turn.decided', payload: { ...tracePayload(seq, input, trace), ...choiceOf(choices, trace) } },
      ...(trace.signal ? [{ kind: 'emotion.signal', payload: { signal: trace.signal } }] : []),
      ...(trace.strategy ? [{ kind: 'strategy.applied', payload: trace.strategy }] : []),
      ...(trace.strategyEnded ? [{ kind: 'strategy.ended', payload: { strategyId: trace.strategyEnded, seq } }] : []),
    ],
  }
}

const SYSTEM: Message['author'] = { kind: 'system', id: 'system', name: '' }

function asChange(
  mind: Mind,
  actions: TurnAction[],
  state: DialogueState,
  turn: { seq: number; botOwns: boolean; now: Date; skill: string | null },
) {
  const messages: NewMessage[] = []
  const pending: PendingCall[] = []
  let patch: Patch = {}
  let what: Change['what']
  const author: Message['author'] = { kind: 'bot', id: 'bot', name: mind.botName(state.language) }
  for (const action of actions) {
    if (action.kind === 'say' && action.parts.length) {
      // When a person took over meanwhile, what the bot found is a note for him, not a second voice to the customer.
      messages.push({ author, parts: action.parts, generated: action.generated, internal: !turn.botOwns })
    } else if (action.kind === 'call') {
      pending.push({ callId: action.callId, seq: turn.seq, action: action.action, input: action.input })
    } else if (action.kind === 'ticket') {
      const { kind: _, ...input } = action
      pending.push({ callId: `ticket:${turn.seq}:${pending.length}`, seq: turn.seq, action: OPEN_TICKET, input })
    } else if (action.kind === 'remember') {
      patch = { ...patch, subject: action.subject.slice(0, 200) }
    } else if (action.kind === 'after-hours' && turn.botOwns) {
      const params = action.opensAt ? { params: { opensAt: action.opensAt } } : {}
      messages.push({ author: SYSTEM, parts: [{ kind: 'notice', code: 'after-hours', ...params }] })
    } else if (action.kind === 'hand-over' && turn.botOwns) {
      const at = turn.now.toISOString()
      const handOver = { ...action.handOver, at }
      const { priority } = handOver
      patch = { ...patch, status: 'queued', handOver, queuedAt: at, skill: handOver.skill ?? turn.skill, priority }
      what = 'queued'
      messages.push({ author: SYSTEM, parts: [{ kind: 'notice', code: 'handed-over' }] })
    }
  }
  return { messages, pending, patch, what }
}

function stillPending(conversation: StoredConversation, input: TurnInput): PendingCall[] {
  const pending = conversation.pending ?? []
  return input.kind === 'outcome' ? pending.filter((call) => call.callId !== input.callId) : pending
}

const pendingSeq = (conversation: StoredConversation, callId: string): number =>
  conversation.pending?.find((call) => call.callId === callId)?.seq ?? conversation.customerSeq

/** For the flow picture, KPIs and learning: no text, no slot values. */
function tracePayload(
  seq: number,
  input: TurnInput,
  { signal: _, strategyEnded: __, ...trace }: TurnTrace,
): Record<string, unknown> {
  const understood: Partial<Understanding> = input.kind === 'message' ? input.understanding : {}
  return {
    seq,
    input: input.kind,
    ...trace,
    intents: understood.intents?.slice(0, 3) ?? [],
    sentiment: understood.sentiment?.label ?? null,
    entities: understood.entities?.map((entity) => entity.kind) ?? [],
  }
}

/** The choice among close answers that this turn came to, if any: the one that was given, or those offered. */
function choiceOf(choices: Choice[], trace: TurnTrace): { choice?: Choice & { offered: boolean } } {
  const given = choices.find(({ candidates, chosen }) => candidates[chosen]?.articleId === trace.articleId)
  if (given) return { choice: { ...given, offered: false } }
  const offered = trace.outcome === 'asked' && trace.path.length === 0 && !trace.articleId ? choices.at(-1) : undefined
  return offered ? { choice: { ...offered, offered: true } } : {}
}

/** What the customer wrote, as one text; a picked choice counts as its label. */
export function textOf(parts: Part[]): string {
  return parts
    .map((part) => (part.kind === 'text' ? part.text : part.kind === 'choice' ? part.label : ''))
    .filter(Boolean)
    .join('\n')
}

/** Short answers are read in the light of the question: yes, no, a correction. */
function expectedIntents(state: DialogueState): string[] {
  if (!state.expects) return []
  return state.expects.kind === 'confirm' || state.expects.kind === 'offer-person'
    ? ['affirm', 'deny', 'correction', 'cancel_flow']
    : ['correction', 'cancel_flow', 'deny']
}
