import type { ActionDefinition } from '#business/contract.ts'
import type { HandOver, Option, Part, PersonWanted } from '#conversations/contract.ts'
import type {
  DialogueState,
  Flow,
  FlowStep,
  Frame,
  PackWording,
  TurnAction,
  TurnInput,
  TurnOutcome,
  TurnTrace,
  Wording,
  Words,
} from '#dialogue/contract.ts'
import type { Scope } from '#dialogue/expression.ts'
import { type Reader, say, textPart } from '#dialogue/render.ts'
import type { Thresholds } from '#dialogue/rules.ts'
import type { TurnWorld } from '#dialogue/turn-world.ts'
import { LABELS, WORDS } from '#dialogue/wording.ts'
import type { AppliedStrategy, Strategy } from '#emotion/strategy/contract.ts'

/** Everything the engine was built from. */
export type Engine = {
  flows: Map<string, Flow>
  byIntent: Map<string, Flow>
  actions: Map<string, ActionDefinition>
  wording: PackWording
  /** Sentences that must go with answers, by the category of the article. */
  fixed: Map<string, { zh: string; en: string }>
  thresholds: Thresholds
}

/** A turn being made: a private copy of the state that the steps change, and what they want done. */
export type Draft = {
  engine: Engine
  world: TurnWorld
  state: DialogueState
  /** Number of the customer's message, 0 when there is none. */
  seq: number
  actions: TurnAction[]
  trace: TurnTrace
  steps: number
  /** Chance that the message is none of our business. */
  outOfScope: number
  /** What was said when the choices now answered were offered. */
  about: Words | null
  /** Whom he is put through to if he asks for a person. */
  person: PersonWanted | null
  /** How this customer is to be treated in this turn. */
  plan: { treat: Strategy['treat']; fresh: boolean; applied: AppliedStrategy } | null
}

export function openDraft(engine: Engine, state: DialogueState, input: TurnInput, world: TurnWorld): Draft {
  // The state is JSON, and this copies it several times faster than structuredClone.
  const copy = JSON.parse(JSON.stringify(state)) as DialogueState
  if (input.kind === 'message') copy.seq = input.seq
  const trace: TurnTrace = { outcome: 'chatted', path: [], intent: null, confidence: 0, articleId: null }
  return {
    engine,
    world,
    state: copy,
    seq: copy.seq,
    actions: [],
    trace,
    steps: 0,
    outOfScope: input.kind === 'message' ? input.understanding.outOfScope : 0,
    plan: null,
    person: (input.kind === 'message' && input.person) || null,
    about: state.expects?.kind === 'candidates' ? (state.expects.about ?? null) : null,
  }
}

export const top = (draft: Draft): Frame | undefined => draft.state.stack.at(-1)
export const flowOf = (draft: Draft, frame: Frame): Flow | undefined => draft.engine.flows.get(frame.flow)
export const stepOf = (flow: Flow, id: string): FlowStep | undefined => flow.steps.find((step) => step.id === id)
export const decided = (draft: Draft, outcome: TurnOutcome): void => {
  draft.trace.outcome = outcome
}

export const readerOf = (draft: Draft): Reader => ({
  language: draft.state.language,
  elderly: draft.world.customer.elderly || needsShort(draft),
  pack: draft.engine.wording,
})

/** A strategy asks for few words where somebody is upset; a word in passing is no reason to leave things out. */
export const needsShort = ({ plan }: Draft): boolean =>
  plan?.treat.shortSentences === true && (plan.applied.level === 'medium' || plan.applied.level === 'high')

/** Adds to what is said this turn; parts of one kind become one message. */
export function speak(draft: Draft, parts: Part[], generated = false): void {
  if (parts.length === 0) return
  const last = draft.actions.at(-1)
  if (last?.kind === 'say' && last.generated === generated && last.parts.length + parts.length <= 20)
    last.parts.push(...parts)
  else
    for (let at = 0; at < parts.length; at += 20)
      draft.actions.push({ kind: 'say', parts: parts.slice(at, at + 20), generated })
}

/** A sentence of the engine. `values` fill its holes. */
export function sentence(draft: Draft, key: keyof typeof WORDS, values: Record<string, string> = {}): string {
  const wording: Wording = draft.engine.wording.says[key] ?? WORDS[key]
  return tidy(say(wording, values, readerOf(draft)))
}

export const tell = (draft: Draft, key: keyof typeof WORDS, values: Record<string, string> = {}): void =>
  speak(draft, textPart(sentence(draft, key, values)))

export const label = (draft: Draft, key: keyof typeof LABELS): string => LABELS[key][draft.state.language]
export const titleOf = (draft: Draft, titled: { title: Wording }): string => titled.title[draft.state.language]
export const choices = (options: Option[]): Part[] =>
  options.length ? [{ kind: 'choices', options: options.slice(0, 12) }] : []
export const humanOption = (draft: Draft): Option => ({ value: 'human', label: label(draft, 'human') })

/** A greeting without a name must not read "您好，！"; two full stops must not meet. */
const tidy = (text: string): string =>
  text
    .replace(/，！/g, '！')
    .replace(/ ([!?,.])/g, '$1')
    .replace(/([。.])[。.]+/g, '$1')

/** What expressions and templates of a frame can see. */
export function scopeOf(draft: Draft, frame: Frame): Scope {
  const flow = flowOf(draft, frame)
  const slot: Record<string, unknown> = {}
  const shown: Record<string, string> = {}
  for (const [name, spec] of Object.entries(flow?.slots ?? {})) {
    const filled = name === frame.reopened ? undefined : frame.slots[name]
    slot[name] = filled ? parsedValue(spec.kind, filled.value) : (name !== frame.reopened && spec.default) || null
    shown[name] = filled?.shown ?? ''
  }
  const { id, name, tier, verified, elderly } = draft.world.customer
  return {
    slot,
    shown,
    result: frame.results,
    memory: Object.fromEntries(Object.entries(draft.state.memory).map(([key, held]) => [key, held.value])),
    customer: { id, name, tier, verified, elderly, language: draft.state.language },
    call: draft.world.call ?? false,
    now: draft.world.now.toISOString(),
  }
}

function parsedValue(kind: string, value: string): unknown {
  if (kind !== 'address' && kind !== 'photos') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

/** Names what was done, for the brief of the person who takes over. */
export function note(draft: Draft, tried: HandOver['tried'][number]): void {
  const last = draft.state.tried.at(-1)
  if (last?.zh !== tried.zh) draft.state.tried.push({ zh: tried.zh.slice(0, 200), en: tried.en.slice(0, 200) })
}
