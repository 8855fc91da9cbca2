import type { ActionDefinition } from '#business/contract.ts'
import type { Part } from '#conversations/contract.ts'
import { advance } from '#dialogue/advance.ts'
import { repeatCall, takeOutcome } from '#dialogue/call.ts'
import { type Candidate, chooseFrom } from '#dialogue/choose.ts'
import { compose } from '#dialogue/compose.ts'
import type { Flow, PackWording, Turn, TurnInput } from '#dialogue/contract.ts'
import {
  choices,
  type Draft,
  decided,
  type Engine,
  flowOf,
  humanOption,
  openDraft,
  speak,
  tell,
  top,
} from '#dialogue/draft.ts'
import { handOver } from '#dialogue/hand-over.ts'
import { answerInFlow } from '#dialogue/in-flow.ts'
import { interpret, languageOf, type Reading } from '#dialogue/interpret.ts'
import { leaveForOther } from '#dialogue/leave.ts'
import { leaveLostFlows } from '#dialogue/lost-flow.ts'
import { isOpenQuestion, miss } from '#dialogue/miss.ts'
import { open } from '#dialogue/open.ts'
import { ownActions } from '#dialogue/own-actions.ts'
import { applyPolicy } from '#dialogue/policy.ts'
import type { FixedWording, Thresholds } from '#dialogue/rules.ts'
import { UNHELPED } from '#dialogue/small-talk.ts'
import { noteProducts, shownIn } from '#dialogue/spoken-of.ts'
import { fitState } from '#dialogue/state.ts'
import { takeComposed } from '#dialogue/take-composed.ts'
import { keepLeftovers, takeCommand, takeTopic, takeWaiting } from '#dialogue/topics.ts'

export const THRESHOLDS: Thresholds = {
  intent: 0.54,
  askBack: 0.42,
  margin: 0.1,
  sure: 0.69,
  answer: 0.6,
  answerAskBack: 0.35,
  patience: 3,
}

export type TurnParts = {
  flows: Flow[]
  wording: PackWording
  actions: readonly ActionDefinition[]
  /** Wording that goes with answers from articles of some categories. */
  rules?: readonly FixedWording[]
  /** Asked anew at every turn, since an operator may move them. */
  thresholds?: () => Partial<Thresholds>
}

/** Builds the engine: read the input, interpret it, walk the flow, settle what is left. Pure; the state given is never changed. */
export function buildTurn(parts: TurnParts): Turn {
  const engine: Engine = {
    flows: new Map(parts.flows.map((flow) => [flow.id, flow])),
    byIntent: new Map(parts.flows.flatMap((flow) => flow.intents.map((intent) => [intent, flow] as const))),
    actions: new Map([...ownActions, ...parts.actions].map((action) => [action.name, action])),
    wording: parts.wording,
    fixed: new Map(
      (parts.rules ?? []).flatMap(({ categories, text }) =>
        text ? categories.map((one) => [one, text] as const) : [],
      ),
    ),
    thresholds: THRESHOLDS,
  }
  return (state, input, world) => {
    const moved = parts.thresholds?.()
    const draft = openDraft(
      moved ? { ...engine, thresholds: { ...THRESHOLDS, ...moved } } : engine,
      state,
      input,
      world,
    )
    if (input.kind === 'message') onMessage(draft, input)
    else if (input.kind === 'opened') open(draft, input.context)
    else if (state.expects?.kind === 'call' && state.expects.callId === input.callId) onOutcome(draft, input)
    return close(draft)
  }
}

function onMessage(draft: Draft, input: Extract<TurnInput, { kind: 'message' }>): void {
  const { state } = draft
  // An answer that was being composed and never came is no longer waited for.
  if (state.composing) state.composing = null
  state.language = languageOf(input, state.language)
  const reading = interpret(input, state)
  const best = reading.intents[0]
  draft.trace.intent = best?.id ?? null
  draft.trace.confidence = best?.confidence ?? 0
  const named = reading.entities.flatMap(({ kind, value }) => (kind === 'product' ? [value] : []))
  noteProducts(draft, [...new Set(named)])
  const lost = leaveLostFlows(draft)
  if (applyPolicy(draft, reading)) {
    if (draft.trace.outcome !== 'handed-over') resume(draft)
    return
  }
  if (state.expects?.kind === 'call' && repeatCall(draft)) {
    keepLeftovers(draft, reading)
    return
  }
  if (reading.asksRepeat && state.lastSaid.length) {
    repeat(draft)
    return
  }
  if (state.expects?.kind === 'offer-person') {
    if (reading.affirms) {
      handOver(draft, { reason: 'low-confidence', skill: null })
      return
    }
    state.expects = null
  }
  const other = leaveForOther(draft, reading)
  if (other) {
    digress(draft, other)
    return
  }
  const frame = top(draft)
  const flow = frame && flowOf(draft, frame)
  if (frame && flow) {
    const answer = answerInFlow(draft, frame, flow, reading)
    if (answer === 'refused') {
      miss(draft, reading, true)
      return
    }
    if (answer !== 'no') {
      state.unresolved = 0
      if (answer === 'said') return
      state.expects = null
      settle(draft)
      return
    }
  } else if (pickOffer(draft, reading)) {
    settle(draft)
    return
  }
  // Who was answering the question of a task that is gone has been told so; what he wrote need not make sense now.
  if (lost && reading.intents.every(({ id }) => !draft.engine.byIntent.has(id))) settle(draft)
  else digress(draft, reading)
}

/** A new task, a question or small talk; with a flow running its question comes back afterwards. */
function digress(draft: Draft, reading: Reading): void {
  const { state } = draft
  const before = state.expects
  state.expects = null
  if (reading.cancels && state.stack.length === 0) {
    tell(draft, 'nothingToCancel')
    decided(draft, 'chatted')
    return
  }
  if (!takeTopic(draft, reading)) {
    const words = { text: reading.text, entities: reading.entities }
    if (isOpenQuestion(reading) && compose(draft, words, { kind: 'miss' })) return
    state.expects = before
    // Who tells more of what is being done has been understood, though it answers nothing.
    const best = reading.intents[0]
    const tells = best && best.confidence >= 0.5 && draft.engine.byIntent.get(best.id)?.id === top(draft)?.flow
    miss(draft, reading, tells && top(draft) !== undefined)
    return
  }
  if (draft.trace.outcome !== 'handed-over') state.unresolved = 0
  settle(draft)
}

/** Walks on until the customer or the business is waited for, or all that was asked for is done. */
function settle(draft: Draft): void {
  const { state } = draft
  const said = draft.trace.outcome
  for (let round = 0; round < 8; round++) {
    if (draft.trace.outcome === 'handed-over' || state.expects !== null) break
    if (state.stack.length) advance(draft)
    else if (!takeWaiting(draft)) break
  }
  // A question answered in the middle of a task counts as answered, though the task asks on.
  if (said === 'answered' && draft.trace.outcome === 'asked') decided(draft, said)
}

/** Asks the running question again. */
function resume(draft: Draft): void {
  const { outcome } = draft.trace
  draft.state.expects = null
  settle(draft)
  if (draft.trace.outcome === 'asked') decided(draft, outcome)
}

function onOutcome(draft: Draft, input: Extract<TurnInput, { kind: 'outcome' }>): void {
  const { composing } = draft.state
  if (composing) {
    takeComposed(draft, composing, input.outcome)
    settle(draft)
  } else if (leaveLostFlows(draft)) {
    draft.state.expects = null
    settle(draft)
  } else if (takeOutcome(draft, input.outcome)) settle(draft)
}

/** The answer to what was offered after a task or an answer: a flow, an article, yes to the only one. */
function pickOffer(draft: Draft, reading: Reading): boolean {
  const { expects } = draft.state
  if (expects?.kind !== 'candidates' || reading.choice || reading.form) return false
  const offers = expects.options.map((option) => ({ option, item: null, date: null }))
  const flows = offers.filter(({ option }) => option.value.startsWith('flow:'))
  const exact = offers.filter(({ option }) => option.label.toLowerCase() === reading.text.toLowerCase())
  const clear =
    reading.affirms && flows.length === 1
      ? flows
      : exact.length
        ? exact
        : reading.text.length <= 6
          ? chooseFrom(offers, reading)
          : offeredTask(draft, flows, reading)
  if (clear.length !== 1) return false
  draft.state.expects = null
  if (clear[0]!.option.value === 'human') {
    handOver(draft, { reason: 'requested', skill: null })
    return true
  }
  return takeCommand(draft, { ...reading, choice: clear[0]!.option }, clear[0]!.option.value)
}

/** A task that was just offered needs less to be recognised; "it did not help" takes the only one. */
function offeredTask(draft: Draft, flows: Candidate[], reading: Reading): Candidate[] {
  if (draft.state.lastAnswer && flows.length === 1 && UNHELPED.test(reading.text)) return flows
  const { askBack, intent } = draft.engine.thresholds
  const best = reading.intents.find(({ id }) => draft.engine.byIntent.has(id))
  if (!best || best.confidence < askBack || best.confidence >= intent) return []
  return flows.filter(({ option }) => option.value === `flow:${draft.engine.byIntent.get(best.id)!.id}`)
}

function repeat(draft: Draft): void {
  speak(draft, draft.state.lastSaid)
  if (draft.state.stack.length === 0 && draft.state.lastSaid.every((part) => part.kind !== 'choices'))
    speak(draft, choices([humanOption(draft)]))
  decided(draft, 'asked')
}

function close(draft: Draft): ReturnType<Turn> {
  const { state, actions, trace } = draft
  const said = actions.flatMap((action): Part[] => (action.kind === 'say' ? action.parts : []))
  if (said.length) state.lastSaid = said.slice(-8)
  noteProducts(draft, shownIn(said))
  // A strategy that goes on as before is no news.
  if (draft.plan && (draft.plan.fresh || draft.plan.applied.did.length)) trace.strategy = draft.plan.applied
  return { state: fitState(state), actions, trace }
}
