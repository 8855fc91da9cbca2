import type { Flow } from '#dialogue/contract.ts'
import type { Draft } from '#dialogue/draft.ts'
import { asksFacts, asksInGeneral, asksSomething, isPersonal } from '#dialogue/interpret.ts'
import type { SearchHit } from '#knowledge/contract.ts'
import type { Understanding } from '#understanding/contract.ts'
import { withoutConnector } from '#understanding/segment.ts'

type Segment = Understanding['segments'][number]

/** The intent of somebody who wants to know something. */
export const KNOWLEDGE = 'knowledge_question'

/** So many messages after an order was spoken of, "when will it come" means that one. */
const JUST_NOW = 3
/** A score that only the article's own question reaches. */
const SAME_WORDS = 0.99

/** Articles near a text. One about a fault code is not meant by somebody who names only the product. */
export function articlesFor(draft: Draft, text: string): SearchHit[] {
  const named = text.toUpperCase()
  return draft.world.search(text, draft.state.language).filter(({ title }) => {
    const code = /(?<![A-Z0-9])E\d{3}(?!\d)/.exec(title)?.[0]
    return !code || named.includes(code)
  })
}

/** The article that answers. How near it must come depends on whether the customer asks at all. */
export function answerTo(draft: Draft, segment: Segment): SearchHit | null {
  const [best, next] = articlesFor(draft, withoutConnector(segment.text))
  if (!best) return null
  const intent = segment.intents[0]
  const { answer } = draft.engine.thresholds
  // Yes, thanks, goodbye and the like ask for nothing.
  if (intent && intent.confidence >= answer && intent.id !== KNOWLEDGE && !draft.engine.byIntent.has(intent.id))
    return null
  const wantsToKnow = intent?.id === KNOWLEDGE && intent.confidence >= 0.5
  const asks = asksSomething(segment.text) || asksFacts(segment.text)
  const least =
    asks && (wantsToKnow || !isPersonal(segment.text)) ? answer - 0.25 : wantsToKnow || asks ? answer : SAME_WORDS
  const clear = best.score >= answer || best.score - (next?.score ?? 0) >= 0.15
  return best.score >= least && clear ? best : null
}

/** So near an article is what the customer asks, whatever else it looks like. */
const NEAR = 0.9

/** Everything speaks for the task and nothing for a question. */
function isPlainTask(draft: Draft, { intents }: Segment, flow: Flow): boolean {
  const sureOf = (fits: (id: string) => boolean) => intents.find(({ id }) => fits(id))?.confidence ?? 0
  return (
    sureOf((id) => draft.engine.byIntent.get(id)?.id === flow.id) >= 0.95 && sureOf((id) => id === KNOWLEDGE) < 0.03
  )
}

/** Whether a message that names a task asks about it in general, rather than for it to be done. */
export function prefersAnswer(draft: Draft, segment: Segment, flow: Flow, hit: SearchHit): boolean {
  const { text } = segment
  const asks = asksSomething(text) || asksFacts(text)
  if (!asks) return false
  if (!draft.world.customer.verified && flow.access === 'verified') return true
  const order = draft.state.memory.order
  const own = isPersonal(text) || (order !== undefined && draft.seq - order.seq <= JUST_NOW)
  if (flow.answers_questions) return asksInGeneral(text) || (!own && hit.score >= 0.9)
  if (asksFacts(text)) return true
  return !isPersonal(text) && (hit.score >= NEAR || !isPlainTask(draft, segment, flow))
}
