import { COMPOSE, type ComposeInput } from '#answers/contract.ts'
import type { Composing } from '#dialogue/composing.ts'
import type { Words } from '#dialogue/contract.ts'
import { type Draft, decided, top } from '#dialogue/draft.ts'

/** An article this near is the answer as it stands; nothing could make it better, only slower. */
const PLAIN = 0.9

/**
 * Asks for an answer in words of its own, when that is possible now. What is said instead when none comes is kept with
 * the request. False: nothing was asked, go on as ever. Never in the middle of a task.
 */
export function compose(draft: Draft, about: Words, instead: Composing['instead'], score = 0): boolean {
  const { state, world } = draft
  if (!world.composes || score >= PLAIN || top(draft) || state.waiting.length > 0 || !about.text.trim()) return false
  const callId = world.callId(state.calls++)
  const before = state.lastSaid.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n')
  const input: ComposeInput = {
    text: about.text.slice(0, 2000),
    language: state.language,
    before: before.slice(0, 300),
  }
  draft.actions.push({ kind: 'call', callId, action: COMPOSE, input, filler: null })
  state.composing = { text: about.text.slice(0, 300), entities: about.entities.slice(0, 8), instead }
  state.expects = { kind: 'call', callId }
  decided(draft, 'calling')
  return true
}
