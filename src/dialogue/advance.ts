import { call } from '#dialogue/call.ts'
import { collect } from '#dialogue/collect.ts'
import { confirm } from '#dialogue/confirm.ts'
import type { Flow, FlowStep, Frame, StepOf } from '#dialogue/contract.ts'
import { type Draft, flowOf, note, readerOf, scopeOf, speak, stepOf, top } from '#dialogue/draft.ts'
import { finish } from '#dialogue/end.ts'
import { holds } from '#dialogue/expression.ts'
import { setSlot } from '#dialogue/fill.ts'
import { handOver } from '#dialogue/hand-over.ts'
import { pushFrame } from '#dialogue/push-frame.ts'
import { renderParts, say } from '#dialogue/render.ts'
import { openTicket } from '#dialogue/ticket.ts'
import { verify } from '#dialogue/verify.ts'
import { type Move, nextStep, onwards } from '#dialogue/walk.ts'

/** Most steps walked in one turn; more means that a flow runs in a circle. */
export const MAX_STEPS = 50

/** Walks the current flow until somebody has to be waited for or nothing is left to do. */
export function advance(draft: Draft): void {
  for (;;) {
    const frame = top(draft)
    if (!frame) return
    if (++draft.steps > MAX_STEPS) {
      handOver(draft, { reason: 'flow', skill: null, sentence: 'handOverFault' })
      return
    }
    const move = walk(draft, frame)
    if (move === 'wait') return
    if (move !== 'again') frame.step = move.go ?? ''
  }
}

function walk(draft: Draft, frame: Frame): Move {
  const flow = flowOf(draft, frame)
  if (!flow) {
    finish(draft, frame, { outcome: 'cancelled', offers: [] })
    return 'again'
  }
  const step = currentStep(frame, flow)
  if (!step) {
    finish(draft, frame, { outcome: 'done', offers: [] })
    return 'again'
  }
  draft.trace.path.push(`${flow.id}@${flow.version}/${step.id}`)
  return take(draft, frame, flow, step)
}

/** A flow that was published anew meanwhile starts again with what is known already. */
function currentStep(frame: Frame, flow: Flow): FlowStep | undefined {
  if (frame.step === '') return undefined
  if (frame.version === flow.version) return stepOf(flow, frame.step)
  frame.version = flow.version
  frame.done = {}
  frame.confirmed = null
  frame.step = flow.steps[0]!.id
  return flow.steps[0]
}

function take(draft: Draft, frame: Frame, flow: Flow, step: FlowStep): Move {
  switch (step.kind) {
    case 'collect':
      return collect(draft, frame, flow, step)
    case 'branch': {
      const scope = scopeOf(draft, frame)
      const found = step.cases.find((one) => holds(one.when, scope))
      return found ? { go: found.go } : step.else ? { go: step.else } : onwards(flow, step)
    }
    case 'call':
      return call(draft, frame, flow, step)
    case 'confirm':
      return confirm(draft, frame, flow, step)
    case 'say':
      return tellStep(draft, frame, flow, step)
    case 'hand-over':
      if (step.note) note(draft, step.note)
      handOver(draft, {
        reason: step.reason,
        skill: step.skill ?? flow.skill ?? null,
        priority: step.priority,
        ...(step.text && { text: say(step.text, scopeOf(draft, frame), readerOf(draft)) }),
      })
      return 'wait'
    case 'verify':
      return verify(draft, frame, flow, step)
    case 'ticket':
      openTicket(draft, frame, flow, step)
      return onwards(flow, step)
    case 'flow':
      return enter(draft, frame, flow, step)
    case 'end':
      speak(draft, renderParts(step.parts, scopeOf(draft, frame), readerOf(draft)))
      finish(draft, frame, { outcome: step.outcome, offers: step.offers })
      return 'again'
  }
}

/** Says it, unless it is walked over again after a correction and nothing in it changed. */
function tellStep(draft: Draft, frame: Frame, flow: Flow, step: StepOf<'say'>): Move {
  const parts = renderParts(step.parts, scopeOf(draft, frame), readerOf(draft))
  const text = JSON.stringify(parts).slice(0, 300)
  if (!(frame.replaying && frame.done[step.id] === text)) speak(draft, parts)
  frame.done[step.id] = text
  for (const name of step.forget) {
    // What proves something is given anew each time, and nothing of it stays.
    if (flow.slots[name]?.secret) delete frame.slots[name]
    else if (frame.slots[name]) frame.reopened = name
  }
  return onwards(flow, step)
}

/** Another flow as a part of this one; as the last step it takes this one's place. */
function enter(draft: Draft, frame: Frame, flow: Flow, step: StepOf<'flow'>): Move {
  const next = nextStep(flow, step)
  const target = draft.engine.flows.get(step.flow)
  if (!target) return { go: next }
  // Asked for along with the first words, it is being done now.
  draft.state.waiting = draft.state.waiting.filter((later) => later.intent !== target.id)
  const shared = Object.entries(frame.slots).filter(([name]) => target.slots[name] && name !== frame.reopened)
  const begun = draft.state.stack.find((one) => one !== frame && one.flow === target.id)
  if (begun && shared.every(([name, slot]) => (begun.slots[name] ?? slot).value === slot.value)) {
    // It was begun before and interrupted by this one: it goes on there.
    draft.state.stack = [...draft.state.stack.filter((one) => one !== frame && one !== begun), begun]
    return 'again'
  }
  if (next === null) draft.state.stack.pop()
  else frame.step = next
  const part = pushFrame(draft, target, {
    text: frame.opening,
    entities: frame.mentions,
    called: next === null ? frame.called : true,
  })
  if (!part) return { go: next }
  for (const [name, slot] of shared) setSlot(draft, part, target, name, slot)
  return 'again'
}
