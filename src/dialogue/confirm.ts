import type { Flow, Frame, StepOf } from '#dialogue/contract.ts'
import { choices, type Draft, decided, label, readerOf, scopeOf, speak } from '#dialogue/draft.ts'
import { renderParts, say, textPart } from '#dialogue/render.ts'
import { type Move, onwards } from '#dialogue/walk.ts'

/** Reads back what will happen and waits for a yes. A yes given earlier for the very same values still counts. */
export function confirm(draft: Draft, frame: Frame, flow: Flow, step: StepOf<'confirm'>): Move {
  if (frame.confirmed === step.id) return onwards(flow, step)
  const reader = readerOf(draft)
  const scope = scopeOf(draft, frame)
  const yes = step.yes ? say(step.yes, scope, reader) : label(draft, 'yes')
  speak(draft, [
    ...renderParts(step.show, scope, reader),
    ...textPart(say(step.text, scope, reader)),
    ...choices([
      { value: 'yes', label: yes },
      { value: 'correct', label: label(draft, 'correct') },
      { value: 'cancel', label: label(draft, 'cancel') },
    ]),
  ])
  draft.state.expects = { kind: 'confirm' }
  frame.replaying = false
  decided(draft, 'asked')
  return 'wait'
}
