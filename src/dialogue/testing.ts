import { join } from 'node:path'
import { actions } from '#business/actions.ts'
import type { ActionOutcome } from '#business/contract.ts'
import { connectTo, openShop, performOn } from '#business/testing.ts'
import { type Part, part } from '#conversations/contract.ts'
import type { DialogueState, Turn, TurnAction, TurnInput, TurnOutcome } from '#dialogue/contract.ts'
import { type LoadedFlows, loadFlows } from '#dialogue/load-flows.ts'
import { readOwn } from '#dialogue/own-actions.ts'
import { initialState } from '#dialogue/state.ts'
import { buildTurn, type TurnParts } from '#dialogue/turn.ts'
import type { TurnWorld } from '#dialogue/turn-world.ts'
import type { AppliedStrategy } from '#emotion/strategy/contract.ts'
import type { SearchHit } from '#knowledge/contract.ts'
import { loadGraph, putPackGraph } from '#knowledge/graph/pack-graph.ts'
import { putPackArticles } from '#knowledge/pack-articles.ts'
import { questionsAsIntent } from '#knowledge/questions-as-intent.ts'
import { loadArticles } from '#knowledge/seed.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import type { Understand } from '#understanding/contract.ts'
import { loadIntents } from '#understanding/load-intents.ts'
import { buildUnderstand } from '#understanding/understand.ts'

const ALL = join(import.meta.dirname, '../../packs')
/** What a fresh installation has. */
export const PACKS = [join(ALL, 'base'), join(ALL, 'ecommerce')]

/** What one customer message brought. */
export type Heard = {
  text: string
  parts: Part[]
  actions: TurnAction[]
  calls: string[]
  outcome: TurnOutcome
  state: DialogueState
  handOver: Extract<TurnAction, { kind: 'hand-over' }>['handOver'] | null
  ticket: Extract<TurnAction, { kind: 'ticket' }> | null
  strategy: AppliedStrategy | null
}

export type Stage = {
  loaded: LoadedFlows
  understand: Understand
  turn: Turn
  /** Starts a conversation of a customer of the demo shop, through real flows, understanding and business. */
  talk: (customerId: string, more?: Partial<TurnWorld['customer']>) => Talk
  shopUrl: string
  close: () => Promise<void>
}

export type Talk = {
  say: (text: string, extra?: Part[]) => Promise<Heard>
  tap: (value: string, label?: string) => Promise<Heard>
  send: (input: TurnInput) => Promise<Heard>
  /** Answers of the knowledge base, by a piece of the question. */
  knows: (piece: string, hit: Partial<SearchHit>) => void
  state: () => DialogueState
}

/** The real thing without the server: flows of the packs, the trained understanding, the demo shop in memory. */
export async function openStage(
  extra: Pick<TurnWorld, 'strategy'> & Pick<TurnParts, 'thresholds'> = {},
): Promise<Stage> {
  const { thresholds } = extra
  const database = await openTestDatabase()
  const shop = await openShop()
  const business = performOn(database, connectTo(shop.url))
  await database.transaction(async (tx) => {
    await putPackArticles(tx, loadArticles(PACKS), new Map(), 'system')
    await putPackGraph(tx, 'ecommerce', loadGraph(PACKS[1]!))
  })
  const partStock = async (partId: string) => {
    const outcome = await business('system', 'parts.stock', { partId }, { idempotencyKey: partId, actor: 'system' })
    return outcome.ok ? ((outcome.data as { stock?: number }).stock ?? null) : null
  }
  const perform: typeof business = async (customerId, action, input = {}, more = {}) =>
    readOwn(action, input, {
      ...{ database, partStock },
      getProduct: (productId) => business(customerId, 'products.get', { productId }, more),
    }) ?? business(customerId, action, input, more)
  const loaded = await loadFlows(PACKS, actions)
  const { intents, terms } = loadIntents(PACKS)
  // As in the product: the questions of the knowledge base are an intent of their own.
  const questions = questionsAsIntent(loadArticles(PACKS).map(({ input }) => input))
  const understand = buildUnderstand({ intents: [...intents, questions], terms })
  const turn = buildTurn({ flows: loaded.flows, wording: loaded.wording, actions, ...(thresholds && { thresholds }) })
  return {
    loaded,
    understand,
    turn,
    shopUrl: shop.url,
    talk: (customerId, more = {}) => openTalk({ understand, turn, perform, ...extra }, customerId, more),
    async close() {
      await shop.close()
      await database.close()
    },
  }
}

function openTalk(
  stage: { understand: Understand; turn: Turn; perform: ReturnType<typeof performOn> } & Pick<TurnWorld, 'strategy'>,
  customerId: string,
  more: Partial<TurnWorld['customer']>,
): Talk {
  const customer = {
    id: customerId,
    name: '林婉清',
    tier: 'regular',
    verified: true,
    elderly: false,
    language: 'zh' as const,
    ...more,
  }
  const known: { piece: string; hit: SearchHit }[] = []
  let state = initialState(customer.language)
  let seq = 0
  const world = (): TurnWorld => ({
    now: new Date(),
    ...(stage.strategy ? { strategy: stage.strategy } : {}),
    customer,
    search: (query) =>
      known.filter(({ piece, hit }) => query.includes(piece) || query === hit.title).map(({ hit }) => hit),
    callId: (n) => `${customerId}-${seq}-${n}`,
  })
  const send = async (input: TurnInput): Promise<Heard> => {
    const said: TurnAction[] = []
    let result = stage.turn(state, input, world())
    const strategy = result.trace.strategy ?? null
    for (let round = 0; ; round++) {
      state = result.state
      said.push(...result.actions)
      const call = result.actions.find((action) => action.kind === 'call')
      if (!call) break
      if (round > 10) throw new Error('the turn does not end')
      const outcome: ActionOutcome = await stage.perform(customerId, call.action, call.input, {
        idempotencyKey: call.callId,
      })
      result = stage.turn(state, { kind: 'outcome', callId: call.callId, outcome }, world())
    }
    return { ...heard(said, result.trace.outcome, state), strategy }
  }
  const message = (parts: Part[], text: string) => {
    seq++
    const understanding = stage.understand(text, {
      language: state.language,
      now: new Date(),
      expects: expected(state),
    })
    return send({ kind: 'message', seq, parts, text, understanding })
  }
  return {
    send,
    say: (text, extra = []) => message([...(text ? [{ kind: 'text' as const, text }] : []), ...extra], text),
    tap: (value, label = value) => message([{ kind: 'choice', value, label }], label),
    knows: (piece, hit) =>
      known.push({
        piece,
        hit: {
          articleId: `a-${piece}`,
          title: piece,
          body: `关于${piece}的说明。`,
          category: 'c',
          products: [],
          score: 0.9,
          question: piece,
          ...hit,
        },
      }),
    state: () => state,
  }
}

function expected(state: DialogueState): string[] {
  if (!state.expects) return []
  const kind = state.expects.kind
  return kind === 'confirm' || kind === 'offer-person'
    ? ['affirm', 'deny', 'correction', 'cancel_flow']
    : ['correction', 'cancel_flow', 'deny']
}

function heard(said: TurnAction[], outcome: TurnOutcome, state: DialogueState): Omit<Heard, 'strategy'> {
  const parts = said.flatMap((action) => (action.kind === 'say' ? action.parts : []))
  // What is said must be storable as a message.
  for (const one of parts) part.parse(one)
  const handed = said.find((action) => action.kind === 'hand-over')
  return {
    text: parts.map(textOf).join('\n'),
    parts,
    actions: said,
    calls: said.flatMap((action) => (action.kind === 'call' ? [action.action] : [])),
    outcome,
    state,
    handOver: handed?.handOver ?? null,
    ticket: said.find((action) => action.kind === 'ticket') ?? null,
  }
}

/** A part as a line, for looking into. */
export function textOf(one: Part): string {
  switch (one.kind) {
    case 'text':
      return one.text
    case 'choices':
      return `[${one.options.map((option) => option.label).join(' | ')}]`
    case 'card':
      return `<${one.card} ${one.id} ${one.title} ${one.status ?? ''} ${one.facts.map((fact) => `${fact.label}:${fact.value}`).join(' ')}>`
    case 'timeline':
      return `<timeline ${one.title} ${one.steps.length}>`
    case 'form':
      return `<form ${one.formId} ${one.fields.map((field) => field.name).join(' ')}>`
    case 'source':
      return `<source ${one.title}>`
    default:
      return `<${one.kind}>`
  }
}
