import type { Flow, Frame, StepOf } from '#dialogue/contract.ts'
import { type Draft, scopeOf } from '#dialogue/draft.ts'
import { readValue } from '#dialogue/expression.ts'
import { handOver } from '#dialogue/hand-over.ts'
import { pushFrame } from '#dialogue/push-frame.ts'
import { type Move, onwards } from '#dialogue/walk.ts'
import { type Need, RANKS, VERIFY_FLOW } from '#verification/contract.ts'

/** Whoever has not proven who he is does so now, in a flow of its own; then it goes on here. */
export function verify(draft: Draft, frame: Frame, flow: Flow, step: StepOf<'verify'>): Move {
  const { verification } = draft.world
  const amount = step.of ? Number(readValue(step.of, scopeOf(draft, frame))) : null
  const asked = step.action && verification ? verification.needs(step.action, amount) : 'none'
  const wanted = RANKS[asked] > RANKS[step.level ?? 'none'] ? asked : (step.level ?? 'none')
  if (!verification || verification.rank >= RANKS[wanted]) return onwards(flow, step)
  return askForProof(draft, flow, wanted) ? 'again' : 'wait'
}

/** Whether somebody unknown can be asked to prove who he is. */
export const canVerify = ({ world, engine }: Draft): boolean =>
  world.verification?.available === true && engine.flows.has(VERIFY_FLOW)

/** Puts the flow of verification on top; where that cannot be, a person takes over. */
export function askForProof(draft: Draft, flow: Flow, wanted: Need): boolean {
  const target = canVerify(draft) ? draft.engine.flows.get(VERIFY_FLOW) : undefined
  const frame = target && pushFrame(draft, target, { text: '', entities: [], called: true })
  if (!frame) {
    handOver(draft, { reason: 'unverified', skill: flow.skill ?? null, sentence: 'handOverUnverified' })
    return false
  }
  frame.slots.need = { value: wanted, shown: '', seq: draft.seq }
  return true
}
