import type { Words } from '#dialogue/contract.ts'
import type { Draft } from '#dialogue/draft.ts'
import { asksFacts, asksSomething } from '#dialogue/interpret.ts'
import type { SearchHit } from '#knowledge/contract.ts'
import { inScope } from '#knowledge/in-scope.ts'

/** So many messages after an answer, those of the bot included, a question that says too little by itself is about the same. */
const GOES_ON = 5
/** From here on a question says enough by itself. */
const BY_ITSELF = 0.75
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
  const same = last && hits.find((hit) => hit.articleId === last.articleId || shares(hit, last))
  if (!last || !best || !same || same === best || same.score < SOMETHING) return hits
  // "It came broken" is no question about what was just told.
  if (!asksSomething(text) && !asksFacts(text)) return hits
  const ofAnother = best.products.length > 0 && (last.products ?? []).length > 0 && !shares(best, last)
  if (best.score >= BY_ITSELF && !ofAnother) return hits
  const whole = heard(draft, draft.world.search(`${last.title} ${text}`, language)).find(
    ({ articleId }) => articleId === same.articleId,
  )
  return whole && whole.score > best.score ? [whole, ...hits.filter((hit) => hit !== same)] : hits
}

const heard = (draft: Draft, hits: SearchHit[]): SearchHit[] =>
  hits.map((hit) => ({ ...hit, score: inScope(hit.score, draft.outOfScope) }))

const shares = (one: { products?: string[] }, other: { products?: string[] }): boolean =>
  one.products?.some((id) => other.products?.includes(id)) ?? false

/** An article about a fault code is not meant by who names only the product, and no other by who names the code. */
function withCode(text: string, hits: SearchHit[]): SearchHit[] {
  const named = text.toUpperCase()
  const fitting = hits.filter(({ title }) => {
    const [code] = FAULT_CODE.exec(title) ?? []
    return !code || named.includes(code)
  })
  const [asked] = FAULT_CODE.exec(named) ?? []
  const about = asked ? fitting.filter(({ title }) => title.includes(asked)) : []
  return about.length ? about : fitting
}
