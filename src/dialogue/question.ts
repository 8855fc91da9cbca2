import { articlesFor } from '#dialogue/articles-for.ts'
import type { Flow } from '#dialogue/contract.ts'
import { type Draft, top } from '#dialogue/draft.ts'
import { asksFacts, asksInGeneral, asksSomething, isPersonal } from '#dialogue/interpret.ts'
import type { SearchHit } from '#knowledge/contract.ts'
import type { Understanding } from '#understanding/contract.ts'
import { withoutConnector } from '#understanding/segment.ts'

type Segment = Understanding['segments'][number]

/** The intent of somebody who wants to know something. */
export const KNOWLEDGE = 'knowledge_question'
/** That of somebody who wants nothing of ours. */
const OUTSIDE = 'out_of_scope'

/** So many messages after an order was spoken of, "when will it come" means that one. */
const JUST_NOW = 3
/** A score that only the article's own question reaches. */
const SAME_WORDS = 0.99

/** The article that answers. How near it must come depends on whether the customer asks at all. */
export function answerTo(draft: Draft, segment: Segment): SearchHit | null {
  const [best, next] = articlesFor(draft, { ...segment, text: withoutConnector(segment.text) })
  if (!best) return null
  const intent = segment.intents[0]
  const { answer, answerAskBack } = draft.engine.thresholds
  // Yes, thanks, goodbye and the like ask for nothing. What looks like none of our business may be so new that no example knows it.
  const talks = intent && intent.id !== KNOWLEDGE && !draft.engine.byIntent.has(intent.id)
  const isNew = intent?.id === OUTSIDE && best.score >= SURVIVES
  if (talks && intent.confidence >= answer && !isNew) return null
  const wantsToKnow = intent?.id === KNOWLEDGE && intent.confidence >= 0.54
  const asks = asksSomething(segment.text) || asksFacts(segment.text)
  const told = toldFrom(draft, segment)
  // What is only near enough to be offered is given to nobody, however low the threshold is moved.
  const easy = Math.max(answerAskBack, answer - 0.25)
  const least = asks && (wantsToKnow || !isPersonal(segment.text)) ? easy : wantsToKnow || asks ? answer : told
  const clear = best.score >= answer || best.score - (next?.score ?? 0) >= 0.15
  return best.score >= least && clear ? best : null
}

/** A statement near an article, while no task is plain, is its question told as a story; the less of a task, the sooner. */
function toldFrom(draft: Draft, segment: Segment): number {
  const { answer, askBack } = draft.engine.thresholds
  const task = anyTaskOf(draft, segment)
  if (top(draft) || isOnlyProduct(segment) || task >= PLAIN) return SAME_WORDS
  return task < askBack ? answer : Math.max(answer, NEAR)
}

/** What an article keeps of its chance after all doubt, where its own words were asked. */
const SURVIVES = 0.7
/** So near an article is what the customer asks, whatever else it looks like. */
const NEAR = 0.85
/** From here on a task is plain, and where hardly anything speaks for a question it is nothing else. */
const PLAIN = 0.76
const HARDLY = 0.08

const taskOf = (draft: Draft, { intents }: Segment): number =>
  intents.find(({ id }) => draft.engine.byIntent.has(id))?.confidence ?? 0
/** Which task it is may be open where it is plain that it is one. */
const anyTaskOf = (draft: Draft, { intents }: Segment): number =>
  intents.reduce((sum, { id, confidence }) => sum + (draft.engine.byIntent.has(id) ? confidence : 0), 0)
const questionOf = ({ intents }: Segment): number => intents.find(({ id }) => id === KNOWLEDGE)?.confidence ?? 0

const isPlainTask = (draft: Draft, segment: Segment): boolean =>
  taskOf(draft, segment) >= PLAIN && questionOf(segment) < HARDLY

/** The bare name of a product says nothing of what is wanted with it. */
export const isOnlyProduct = ({ text, entities }: Segment): boolean =>
  entities.some((one) => one.kind === 'product' && one.text.length >= text.replace(/[\p{P}\s]/gu, '').length)

/** A question in general that looks a little like a task: neither is sure, so both are offered. */
export function isTorn(draft: Draft, segment: Segment): boolean {
  const { text } = segment
  if (top(draft) || isPersonal(text) || !(asksSomething(text) || asksFacts(text))) return false
  if (taskOf(draft, segment) >= PLAIN || questionOf(segment) < 0.22) return false
  return (
    (articlesFor(draft, { ...segment, text: withoutConnector(text) })[0]?.score ?? 0) >=
    draft.engine.thresholds.answerAskBack
  )
}

/** Has something done, whatever it is. */
const COMMANDS =
  /[帮给替为]我|麻烦|请(帮|为|将|把|给)|我要(?![^，,。]{0,4}的)|\b(please|for me|i want to|i'd like to)\b/i

/** Whether a message that names a task asks about it in general, rather than for it to be done. */
export function prefersAnswer(draft: Draft, segment: Segment, flow: Flow, hit: SearchHit): boolean {
  const { text } = segment
  const asks = asksSomething(text) || asksFacts(text)
  // A fault code or a number speaks for the task that explains it.
  const numbered = segment.entities.some(({ kind }) => draft.engine.wording.by_entity[kind] === flow.id)
  if (flow.answers_questions && numbered && draft.world.customer.verified) return false
  const order = draft.state.memory.order
  const ofOrder = order !== undefined && draft.seq - order.seq <= JUST_NOW
  const plain = asks ? PLAIN : draft.engine.thresholds.sure
  const unclear = !top(draft) && !ofOrder && anyTaskOf(draft, segment) < plain && !COMMANDS.test(text)
  if (unclear && hit.score >= NEAR && hit.score - taskOf(draft, segment) >= 0.17) return true
  if (!asks) return false
  if (!draft.world.customer.verified && flow.access === 'verified') return true
  const own = isPersonal(text) || ofOrder
  if (flow.answers_questions) return !isPlainTask(draft, segment) && (asksInGeneral(text) || (!own && hit.score >= 0.9))
  if (asksFacts(text)) return true
  return !isPersonal(text) && (hit.score >= NEAR || !isPlainTask(draft, segment))
}
