import type { Words } from '#dialogue/contract.ts'
import { type Draft, top } from '#dialogue/draft.ts'
import { asksPlainFact, fittingOf, namesNothing } from '#dialogue/goes-on.ts'
import { asksFacts, asksSomething } from '#dialogue/interpret.ts'
import { codeIn } from '#dialogue/spoken-of.ts'
import type { SearchHit } from '#knowledge/contract.ts'
import { inScope } from '#knowledge/in-scope.ts'
import type { Understanding } from '#understanding/contract.ts'

type Asked = Words & { intents?: Understanding['intents'] }

/** So many messages after an answer, those of the bot included, a question that says too little by itself is about the same. */
const GOES_ON = 5
/** From here on a question says enough by itself. */
export const BY_ITSELF = 0.75
/** What a question without a subject is about is sure, however little its few words look like it. */
const ABOUT_IT = 0.86
/** A task is plain from here on: "when does it come" asks for the parcel, whatever was spoken of. */
const PLAIN_TASK = 0.76
/** The article or task that the conversation is about, if anything is. */
type Subject = { title: string; articleId: string | null }
/** An answer about something else is at most offered to who asks on without a subject. */
const ELSEWHERE = 0.6
/** At least so much must speak for what the conversation is about; anything at all may have been asked. */
const SOMETHING = 0.1

/**
 * Articles near what was said, best first. After an answer a question that names no product ("and how hot?") is about the
 * product of that answer, or about its article where nothing else comes near.
 */
export function articlesFor(draft: Draft, { text, entities, intents = [] }: Asked): SearchHit[] {
  const { lastAnswer, language } = draft.state
  if (entities.length === 0 && namesNothing(text) && !isTask(draft, intents)) {
    const about = aboutSubject(draft, text)
    if (about) return about
  }
  const named = entities.some(({ kind }) => kind === 'product')
  const last = lastAnswer && !named && draft.seq - (lastAnswer.seq ?? 0) <= GOES_ON ? lastAnswer : null
  const hits = heard(draft, withCode(text, draft.world.search(text, language, last?.products)))
  const [best] = hits
  if (!last || !best) return hits
  // "It came broken" is no question about what was just told.
  if (!asksSomething(text) && !asksFacts(text)) return hits
  const same = hits.find((hit) => hit.articleId === last.articleId || shares(hit, last))
  if (!same || same === best || same.score < SOMETHING) return hits
  const ofAnother = best.products.length > 0 && (last.products ?? []).length > 0 && !shares(best, last)
  if (best.score >= BY_ITSELF && !ofAnother) return hits
  const whole = heard(draft, draft.world.search(`${last.title} ${text}`, language)).find(
    ({ articleId }) => articleId === same.articleId,
  )
  if (!whole || whole.score <= best.score) return hits
  return [whole, ...hits.filter(({ articleId }) => articleId !== same.articleId)]
}

const isTask = (draft: Draft, intents: Understanding['intents']): boolean =>
  intents.some(({ id, confidence }) => confidence >= PLAIN_TASK && draft.engine.byIntent.has(id))

/** "And how long does it take?": the article just given where it says so, else its like; null when there is no subject. */
function aboutSubject(draft: Draft, text: string): SearchHit[] | null {
  const { language } = draft.state
  const subject = subjectOf(draft)
  if (!subject || (!subject.articleId && !asksPlainFact(text))) return null
  const found = heard(draft, draft.world.search(`${subject.title} ${text}`, language))
  const itself = found.find(({ articleId }) => articleId === subject.articleId)
  const category = itself?.category ?? null
  const near = subject.articleId ? found : found.filter(({ score }) => score >= draft.engine.thresholds.answerAskBack)
  const meant = (itself && fittingOf(text, [itself], category)) ?? fittingOf(text, near, category)
  if (!meant && !subject.articleId) return null
  if (!meant)
    return heard(draft, draft.world.search(text, language)).map((hit) =>
      hit.category === category ? hit : { ...hit, score: hit.score * ELSEWHERE },
    )
  return [{ ...meant, score: Math.max(meant.score, ABOUT_IT) }]
}

/** The answer still before the customer's eyes, or the task he is in or has just ended. */
function subjectOf(draft: Draft): Subject | null {
  const { lastAnswer, lastFlow, lastFlowSeq = 0, language } = draft.state
  const answered = lastAnswer?.seq ?? 0
  if (lastAnswer && draft.seq - answered <= GOES_ON && answered >= lastFlowSeq)
    return { title: lastAnswer.title, articleId: lastAnswer.articleId }
  const running = top(draft)?.flow ?? (lastFlow && draft.seq - lastFlowSeq <= GOES_ON ? lastFlow : undefined)
  const flow = running && draft.engine.flows.get(running)
  return flow ? { title: flow.title[language], articleId: null } : null
}

const heard = (draft: Draft, hits: SearchHit[]): SearchHit[] =>
  hits.map((hit) => ({ ...hit, score: inScope(hit.score, draft.outOfScope) }))

const shares = (one: { products?: string[] }, other: { products?: string[] }): boolean =>
  one.products?.some((id) => other.products?.includes(id)) ?? false

/**
 * An article about a fault code is meant by who names the code or tells what it is about in words that name no code ("the
 * brush is full of hair"), not by who names only the product; and no other by who names the code.
 */
function withCode(text: string, hits: SearchHit[]): SearchHit[] {
  const named = text.toUpperCase()
  const asked = codeIn(named)
  const fitting = hits.filter(({ title, question }) => {
    const code = codeIn(title)
    return !code || named.includes(code) || (!asked && !codeIn(question.toUpperCase()))
  })
  const about = asked ? fitting.filter(({ title }) => title.includes(asked)) : []
  return about.length ? about : fitting
}
