import type { Flow } from '#dialogue/contract.ts'
import type { Draft } from '#dialogue/draft.ts'
import { asksFacts, asksInGeneral, asksSomething, isPersonal } from '#dialogue/interpret.ts'
import type { SearchHit } from '#knowledge/contract.ts'
import type { Understanding } from '#understanding/contract.ts'

type Segment = Understanding['segments'][number]

/** The intent of somebody who wants to know something. */
export const KNOWLEDGE = 'knowledge_question'

/** The article that answers. How near it must come depends on whether the customer asks at all. */
export function answerTo(draft: Draft, segment: Segment): SearchHit | null {
  const [best, next] = draft.world.search(segment.text, draft.state.language)
  if (!best) return null
  const intent = segment.intents[0]
  const { answer } = draft.engine.thresholds
  // Yes, thanks, goodbye and the like ask for nothing.
  if (intent && intent.confidence >= answer && intent.id !== KNOWLEDGE && !draft.engine.byIntent.has(intent.id))
    return null
  const wantsToKnow = intent?.id === KNOWLEDGE && intent.confidence >= 0.5
  const asks = asksSomething(segment.text) || asksFacts(segment.text)
  const least = asks && (wantsToKnow || !isPersonal(segment.text)) ? answer - 0.25 : wantsToKnow || asks ? answer : 0.9
  const clear = best.score >= answer || best.score - (next?.score ?? 0) >= 0.15
  return best.score >= least && clear ? best : null
}

/** Whether a message that names a task asks about it in general, rather than for it to be done. */
export function prefersAnswer(draft: Draft, segment: Segment, flow: Flow, hit: SearchHit): boolean {
  const { text } = segment
  const asks = asksSomething(text) || asksFacts(text)
  if (!asks) return false
  if (!draft.world.customer.verified && flow.access === 'verified') return true
  if (flow.answers_questions) return hit.score >= 0.9 || asksInGeneral(text)
  return asksFacts(text) || !isPersonal(text)
}
