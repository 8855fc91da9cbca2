import type { Flow, FlowStep } from '#dialogue/contract.ts'

/** Where a step leads: to another step, to waiting for somebody, or to another frame (`again`) because the stack changed. */
export type Move = { go: string | null } | 'wait' | 'again'

/** The step after this one: its `next`, else the following one, else none. */
export function nextStep(flow: Flow, step: FlowStep): string | null {
  if ('next' in step && step.next) return step.next
  if (step.kind === 'end' || step.kind === 'hand-over') return null
  return flow.steps[flow.steps.indexOf(step) + 1]?.id ?? null
}

export const onwards = (flow: Flow, step: FlowStep): Move => ({ go: nextStep(flow, step) })
