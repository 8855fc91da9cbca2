import type { Words } from '#dialogue/contract.ts'
import type { Draft } from '#dialogue/draft.ts'
import { asksFacts, asksSomething } from '#dialogue/interpret.ts'
import type { SearchHit } from '#knowledge/contract.ts'
import { inScope } from '#knowledge/in-scope.ts'

/** So many messages after an answer, those of the bot included, a question that says too little by itself is about the same. */
const GOES_ON = 5
/** From here on a question says enough by itself. */
const BY_ITSELF = 0.75
/** A question that names nothing at all, however near another article comes by its verb: "how do I exchange?", "do they expire?". */
const BARE =
  /^[那请问\s，,]*((怎么|咋|如何)个?[换用弄办算搞]法?|(会|会不会|多久|什么时候|几时)?(过期|失效|到期))[吗么呢啊呀的]?[?？。!！\s]*$/
/** At least so much must speak for what the conversation is about; anything at all may have been asked. */
const SOMETHING = 0.1
const FAULT_CODE = /(?<![A-Z0-9])E\d{3}(?!\d)/

/**
 * Articles near what was said, best first. After an answer a question that names no product ("and how hot?") is about the
 * product of that answer, or about its article where nothing else comes near.
 */
export function articlesFor(draft: Draft, { text, entities }: Words): SearchHit[] {
  const { lastAnswer, language } = draft.state
  const named = entities.some(({ kind }) => kind === 'product')
  const last = lastAnswer && !named && draft.seq - (lastAnswer.seq ?? 0) <= GOES_ON ? lastAnswer : null
  const hits = heard(draft, withCode(text, draft.world.search(text, language, last?.products)))
  const [best] = hits
  if (!last || !best) return hits
  // "It came broken" is no question about what was just told.
  if (!asksSomething(text) && !asksFacts(text)) return hits
  const bare = BARE.test(text)
  const same = hits.find((hit) => hit.articleId === last.articleId || shares(hit, last))
  if (!bare && (!same || same === best || same.score < SOMETHING)) return hits
  const ofAnother = best.products.length > 0 && (last.products ?? []).length > 0 && !shares(best, last)
  if (best.score >= BY_ITSELF && !ofAnother && !bare) return hits
  const meant = bare ? last.articleId : same!.articleId
  const whole = heard(draft, draft.world.search(`${last.title} ${text}`, language)).find(
    ({ articleId }) => articleId === meant,
  )
  if (!whole || (!bare && whole.score <= best.score)) return hits
  return [whole, ...hits.filter(({ articleId }) => articleId !== meant)]
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
  const [asked] = FAULT_CODE.exec(named) ?? []
  const fitting = hits.filter(({ title, question }) => {
    const [code] = FAULT_CODE.exec(title) ?? []
    return !code || named.includes(code) || (!asked && !FAULT_CODE.test(question.toUpperCase()))
  })
  const about = asked ? fitting.filter(({ title }) => title.includes(asked)) : []
  return about.length ? about : fitting
}
