import type { ActionOutcome } from '#business/contract.ts'
import type { Flow, Frame, Offer, StepOf } from '#dialogue/contract.ts'
import {
  type Draft,
  decided,
  flowOf,
  note,
  readerOf,
  scopeOf,
  sentence,
  speak,
  stepOf,
  tell,
  titleOf,
  top,
} from '#dialogue/draft.ts'
import { finish } from '#dialogue/end.ts'
import { parseExpression, pathsOf } from '#dialogue/expression.ts'
import { handOver } from '#dialogue/hand-over.ts'
import { project } from '#dialogue/project.ts'
import { holesOf, renderInput, say, textPart } from '#dialogue/render.ts'
import { openTicket } from '#dialogue/ticket.ts'
import { askForProof } from '#dialogue/verify.ts'
import { type Move, nextStep, onwards } from '#dialogue/walk.ts'
import { neededBy } from '#verification/contract.ts'

type Call = StepOf<'call'>

/** Asks for an action and waits for its outcome. A change is only asked for after a yes to what was read back. */
export function call(draft: Draft, frame: Frame, flow: Flow, step: Call): Move {
  const writes = draft.engine.actions.get(step.action)?.writes ?? true
  const input = inputOf(draft, frame, step)
  if (frame.replaying && !writes && frame.done[step.id] === JSON.stringify(input)) return onwards(flow, step)
  if (writes && frame.confirmed === null) {
    handOver(draft, { reason: 'flow', skill: flow.skill ?? null, sentence: 'handOverFault' })
    return 'wait'
  }
  requestCall(draft, frame, { action: step.action, input, filler: step.filler ?? null })
  return 'wait'
}

const inputOf = (draft: Draft, frame: Frame, step: Call): Record<string, unknown> =>
  renderInput(step.input, scopeOf(draft, frame), readerOf(draft)) as Record<string, unknown>

export function requestCall(
  draft: Draft,
  frame: Frame,
  request: { action: string; input: Record<string, unknown>; filler: Call['filler'] | null },
  callId = draft.world.callId(draft.state.calls++),
): void {
  const filler = request.filler ? textPart(say(request.filler, scopeOf(draft, frame), readerOf(draft))) : null
  draft.actions.push({ kind: 'call', callId, action: request.action, input: request.input, filler })
  draft.state.expects = { kind: 'call', callId }
  decided(draft, 'calling')
}

/** The same request once more, for when its outcome never came. The same id keeps it from happening twice. */
export function repeatCall(draft: Draft): boolean {
  const { expects } = draft.state
  const [frame, step] = waitingStep(draft)
  if (expects?.kind !== 'call' || !frame || !step) return false
  tell(draft, 'stillWorking')
  if (step.kind === 'call')
    requestCall(draft, frame, { action: step.action, input: inputOf(draft, frame, step), filler: null }, expects.callId)
  else {
    const list = draft.engine.wording.lists[step.candidates!.list]!
    requestCall(draft, frame, { action: list.action, input: step.candidates!.input, filler: null }, expects.callId)
  }
  return true
}

function waitingStep(draft: Draft): [Frame | null, Call | StepOf<'collect'> | null] {
  const frame = top(draft)
  const flow = frame && flowOf(draft, frame)
  const step = flow && stepOf(flow, frame.step)
  if (step?.kind === 'call') return [frame!, step]
  return step?.kind === 'collect' && step.candidates && draft.engine.wording.lists[step.candidates.list]
    ? [frame!, step]
    : [null, null]
}

/** Takes an outcome into the flow that waits for it. Returns false when the flow has nowhere further to go in this turn. */
export function takeOutcome(draft: Draft, outcome: ActionOutcome): boolean {
  const [frame, step] = waitingStep(draft)
  draft.state.expects = null
  if (!frame || !step) return false
  const flow = flowOf(draft, frame)!
  if (step.kind === 'collect') return takeList(draft, frame, flow, step, outcome)
  const input = inputOf(draft, frame, step)
  if (!outcome.ok) return takeFailure(draft, frame, flow, step, outcome)
  const action = draft.engine.actions.get(step.action)
  if (step.save) frame.results[step.save] = project(outcome.data, step.keep)
  frame.done[step.id] = JSON.stringify(input)
  if (action?.writes ?? true) {
    frame.confirmed = null
    note(draft, {
      zh: `已办理：${action?.title.zh ?? flow.title.zh}`,
      en: `Done: ${action?.title.en ?? flow.title.en}`,
    })
  }
  return go(draft, frame, nextStep(flow, step))
}

function takeList(draft: Draft, frame: Frame, flow: Flow, step: StepOf<'collect'>, outcome: ActionOutcome): boolean {
  const name = step.candidates!.list
  if (!outcome.ok && outcome.why === 'unavailable') return takeUnavailable(draft, frame, flow)
  frame.results[`list_${name}`] = outcome.ok ? project(outcome.data, draft.engine.wording.lists[name]!.keep) : {}
  return true
}

function takeFailure(
  draft: Draft,
  frame: Frame,
  flow: Flow,
  step: Call,
  outcome: Extract<ActionOutcome, { ok: false }>,
): boolean {
  const wanted = neededBy(outcome.code)
  // The server asks for more than the flow did: it is proven, then the same is tried again.
  if (wanted) return askForProof(draft, flow, wanted)
  frame.results.error = {
    why: outcome.why,
    code: outcome.code,
    message: outcome.message.zh,
    messageEn: outcome.message.en,
  }
  frame.confirmed = null
  const to = step.on[outcome.why]
  if (to) return go(draft, frame, to)
  if (outcome.why === 'unavailable') return takeUnavailable(draft, frame, flow)
  note(draft, { zh: `${flow.title.zh}：${outcome.message.zh}`, en: `${flow.title.en}: ${outcome.message.en}` })
  if (outcome.why === 'not_found' && askAgain(draft, frame, flow, step)) return true
  tell(draft, 'refused', { message: clean(outcome.message[draft.state.language]) })
  offerInstead(draft, frame, step.instead)
  return true
}

/** Nothing was found under a number the customer gave: ask for it again, with the old one in view. */
function askAgain(draft: Draft, frame: Frame, flow: Flow, step: Call): boolean {
  const asked = new Set(flow.steps.flatMap((one) => (one.kind === 'collect' ? one.slots : [])))
  const read = Object.values(step.input).flatMap((value) => (typeof value === 'string' ? holesOf(value) : []))
  const slots = read.flatMap((hole) => pathsOf(parseExpression(hole.expression))).filter((path) => path[0] === 'slot')
  const slot = slots.map((path) => String(path[1])).find((name) => asked.has(name) && frame.slots[name])
  if (!slot || frame.misses >= 2) return false
  const held = frame.slots[slot]!
  tell(draft, 'notFound', { slot: titleOf(draft, flow.slots[slot]!), value: held.value })
  const key = flow.slots[slot]?.remember
  if (key && draft.state.memory[key]?.value === held.value) delete draft.state.memory[key]
  frame.reopened = slot
  frame.misses++
  rewind(frame, flow)
  return true
}

/** Back to the first step: filled slots and done reads pass by in silence, so only what changed is walked anew. */
export function rewind(frame: Frame, flow: Flow): void {
  frame.step = flow.steps[0]!.id
  frame.replaying = true
  frame.confirmed = null
}

function takeUnavailable(draft: Draft, frame: Frame, flow: Flow): boolean {
  openTicket(draft, frame, flow, { type: flow.ticket_type, title: flow.title, priority: 'high' })
  note(draft, {
    zh: `${flow.title.zh}：业务系统无法连接`,
    en: `${flow.title.en}: the business system could not be reached`,
  })
  speak(draft, textPart(sentence(draft, 'unavailable', { title: titleOf(draft, flow) })))
  finish(draft, frame, { outcome: 'done', offers: [] })
  return true
}

function offerInstead(draft: Draft, frame: Frame, offers: Offer[]): void {
  finish(draft, frame, { outcome: 'answered', offers, lead: 'instead' })
}

function go(_draft: Draft, frame: Frame, to: string | null): boolean {
  frame.step = to ?? ''
  return true
}

const clean = (sentenceOfBusiness: string): string => sentenceOfBusiness.replace(/[。.！!]+$/, '')
