import { choices, type Draft, decided, flowOf, humanOption, speak, tell, top } from '#dialogue/draft.ts'

/** Leaves tasks whose flow is no longer there, because its pack was removed, and says so. True when there were any. */
export function leaveLostFlows(draft: Draft): boolean {
  const { state } = draft
  const kept = state.stack.filter((frame) => flowOf(draft, frame))
  if (kept.length === state.stack.length) return false
  const lost = top(draft)
  state.stack = kept
  if (lost && !kept.includes(lost)) {
    state.expects = null
    tell(draft, 'flowGone')
    if (kept.length === 0) speak(draft, choices([humanOption(draft)]))
    decided(draft, 'cancelled')
  }
  return true
}
