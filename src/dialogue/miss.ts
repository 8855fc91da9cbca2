import { advance } from '#dialogue/advance.ts'
import { choices, type Draft, decided, humanOption, label, speak, tell, top } from '#dialogue/draft.ts'
import { handOver } from '#dialogue/hand-over.ts'
import type { Reading } from '#dialogue/interpret.ts'
import { menuOptions } from '#dialogue/small-talk.ts'

/** What is looked at of a message that nothing could be made of. */
type Unread = Pick<Reading, 'text' | 'asks' | 'photos' | 'intents'> & { understanding: { outOfScope: number } }

/** Nothing could be made of a message: other words, then the offer of a person, then a person. */
export function miss(draft: Draft, reading: Unread, explained = false): void {
  const { state } = draft
  const outside = isOutside(reading)
  state.unresolved++
  if (state.unresolved >= draft.engine.thresholds.patience) {
    handOver(draft, { reason: 'circuit-breaker', skill: null, sentence: 'handOverBreaker', wants: reading.text })
    return
  }
  // Who may not be kept waiting with menus gets a person instead, if there is something to answer at all.
  if (draft.plan?.treat.skipMenus && !top(draft) && isOpenQuestion(reading)) {
    draft.plan.applied.did.push('skipped-menus')
    handOver(draft, { reason: 'low-confidence', skill: null, wants: reading.text })
    return
  }
  const frame = top(draft)
  if (outside) tell(draft, 'outOfScope')
  if (frame) {
    frame.misses++
    if (state.unresolved >= 2 && !explained) tell(draft, 'rephrase')
    else if (!explained && !outside) tell(draft, 'notCaught')
    state.expects = null
    advance(draft)
    if (draft.trace.outcome !== 'handed-over') decided(draft, 'unresolved')
    return
  }
  if (state.unresolved >= 2) {
    if (!outside) tell(draft, 'unknownAgain')
    speak(draft, choices([humanOption(draft), { value: 'go-on', label: label(draft, 'goOn') }]))
    state.expects = { kind: 'offer-person' }
  } else {
    if (!outside)
      tell(draft, reading.photos.length && !reading.text ? 'emptyMessage' : reading.asks ? 'noAnswer' : 'unknown')
    const options = [...menuOptions(draft, 3), humanOption(draft)]
    speak(draft, choices(options))
    state.expects = { kind: 'candidates', slot: null, options }
  }
  decided(draft, 'unresolved')
}

/** Whether a question without an answer is worth another try: not small talk, not something else altogether. */
export const isOpenQuestion = (reading: Unread): boolean => reading.asks && !isOutside(reading)

const isOutside = (reading: Unread): boolean =>
  (reading.intents[0]?.id === 'out_of_scope' && reading.intents[0].confidence >= 0.54) ||
  reading.understanding.outOfScope >= 0.8
