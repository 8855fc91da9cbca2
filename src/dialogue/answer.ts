import type { Composed } from '#answers/contract.ts'
import type { Option, Part } from '#conversations/contract.ts'
import { BY_ITSELF } from '#dialogue/articles-for.ts'
import type { Composing } from '#dialogue/composing.ts'
import type { Words } from '#dialogue/contract.ts'
import { choices, type Draft, decided, humanOption, label, note, speak, tell, top } from '#dialogue/draft.ts'
import { clip } from '#dialogue/format.ts'
import { asksPlainFact, tellsOf } from '#dialogue/goes-on.ts'
import { noteAnswer } from '#dialogue/spoken-of.ts'
import type { SearchHit } from '#knowledge/contract.ts'

/** Most articles offered when several are close: as many products may show the same fault code. */
const MOST_OFFERED = 4
/** Up to so many messages later, those of the bot included, an answer still stands before the customer's eyes. */
const JUST_NOW = 3

/** Gives an article as the answer, with its source and the label of generated content. */
export function giveAnswer(draft: Draft, hit: SearchHit, follow: Option[] = [], about?: Words): void {
  const fixed = draft.engine.fixed.get(hit.category)?.[draft.state.language]
  const { lastAnswer } = draft.state
  const again = lastAnswer?.articleId === hit.articleId && draft.seq - (lastAnswer.seq ?? 0) <= JUST_NOW
  const tells = !again || covers(draft, hit, about)
  if (again) tell(draft, tells ? 'sameAnswer' : 'sameOnly')
  const parts: Part[] = [
    ...(tells ? [{ kind: 'text' as const, text: shorten(hit.body.trim()) || hit.title, markdown: true }] : []),
    { kind: 'source', articleId: hit.articleId, title: clip(hit.title, 200) },
    ...(fixed && tells ? [{ kind: 'text' as const, text: fixed }] : []),
    ...choices(again && !follow.length && !top(draft) ? [humanOption(draft)] : follow),
  ]
  speak(draft, parts, true)
  const { state } = draft
  state.lastAnswer = { articleId: hit.articleId, title: hit.title, products: hit.products, seq: draft.seq }
  noteAnswer(draft, hit)
  state.unresolved = 0
  draft.trace.articleId = hit.articleId
  note(draft, { zh: `已解答：${hit.title}`, en: `Answered: ${hit.title}` })
  decided(draft, 'answered')
  // With a flow running its question is asked again right after; the follow-ups must not take its place.
  if (!top(draft) && follow.length)
    state.expects = {
      kind: 'candidates',
      slot: null,
      options: follow,
      ...(about && { about: { text: about.text.slice(0, 300), entities: about.entities.slice(0, 8) } }),
    }
}

/** Whether what is asked next is told by the answer that was just given, as far as that shows. */
function covers(draft: Draft, hit: SearchHit, about: Words | undefined): boolean {
  if (!about || (asksPlainFact(about.text) && tellsOf(about.text, hit.body))) return true
  return (articleOf(draft, about.text, hit.articleId)?.score ?? 0) >= BY_ITSELF
}

/** Gives a composed answer: its words cite the articles that follow it, in order. */
export function giveComposed(draft: Draft, answer: Extract<Composed, { kind: 'answer' }>, composing: Composing): void {
  const { state, trace } = draft
  const follow = composing.instead.kind === 'article' ? composing.instead.follow : []
  const sources = answer.articles.map(
    ({ articleId, title }): Part => ({ kind: 'source', articleId, title: clip(title, 200) }),
  )
  speak(draft, [{ kind: 'text', text: answer.text, markdown: true }, ...sources, ...choices(follow)], true)
  const [first] = answer.articles
  state.lastAnswer = first ? { ...first, seq: draft.seq } : null
  state.unresolved = 0
  trace.articleId = first?.articleId ?? null
  const title = first?.title ?? clip(composing.text, 60)
  note(draft, { zh: `已解答：${title}`, en: `Answered: ${title}` })
  decided(draft, 'answered')
  if (follow.length) {
    const { text, entities } = composing
    state.expects = { kind: 'candidates', slot: null, options: follow, about: { text, entities } }
  }
}

/** Long articles end at a paragraph; the source leads to the rest. */
function shorten(body: string): string {
  if (body.length <= 3500) return body
  const cut = body.slice(0, 3500)
  return `${cut.slice(0, Math.max(cut.lastIndexOf('\n'), 2000))}\n…`
}

/** Several articles come close: the customer says which. */
export const askWhichArticle = (draft: Draft, hits: SearchHit[]): void => askAmong(draft, articleOptions(draft, hits))

export function articleOptions(draft: Draft, hits: SearchHit[]): Option[] {
  const offered = hits
    .slice(0, MOST_OFFERED)
    .map((hit) => ({ value: `article:${hit.articleId}`.slice(0, 200), label: clip(hit.title, 200) }))
  return [...offered, { value: 'none', label: label(draft, 'noneOfThese') }]
}

export function askAmong(draft: Draft, options: Option[]): void {
  tell(draft, 'askWhich')
  speak(draft, choices(options))
  draft.state.expects = { kind: 'candidates', slot: null, options }
  decided(draft, 'asked')
}

/** One article, found again by the words that found it. */
export const articleOf = (draft: Draft, text: string, articleId: string): SearchHit | null =>
  draft.world.search(text, draft.state.language).find((hit) => hit.articleId === articleId) ?? null

/** The article a customer picked from those offered. */
export function answerPicked(draft: Draft, articleId: string, title: string): boolean {
  const hit = articleOf(draft, title, articleId)
  if (hit) giveAnswer(draft, hit)
  return hit !== null
}
