import type { Because, NextStep, Rule, Solution } from '#desk/brief/contract.ts'
import type { SimilarCase } from '#desk/brief/solved-cases.ts'
import type { SearchHit } from '#knowledge/contract.ts'

/** What may solve it, as it was found: still unordered. */
export type Found = {
  language: 'zh' | 'en'
  hits: SearchHit[]
  /** Articles the bot showed already: said again they solve nothing. */
  shown: ReadonlySet<string>
  cases: SimilarCase[]
  next: NextStep | null
  /** How sure the bot was of what the customer wants, 0…1. */
  confidence: number
  rules: Rule[]
}

const MOST = 3
/** Below this a find is chance. */
const LEAST = 0.15
const SHOWN_WEIGHS = 0.35

/** The three best ways out with reasons, not more than two of a kind. Pure. */
export function rankSolutions(found: Found): Solution[] {
  const all = [...answers(found), ...similar(found), ...steps(found), ...rules(found)]
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score || (a.refId < b.refId ? -1 : 1))
  const taken: Solution[] = []
  for (const one of all) {
    const alike = taken.filter(({ kind }) => kind === one.kind).length
    if (taken.length < MOST && alike < (one.kind === 'answer' ? 2 : 1)) taken.push(one)
  }
  return taken
}

const round = (value: number) => Math.round(value * 100) / 100
const percent = (value: number) => Math.round(value * 100)

function answers({ hits, shown }: Found): Solution[] {
  return hits.map((hit) => {
    const repeated = shown.has(hit.articleId)
    const because: Because[] = [{ code: 'answers', params: { question: hit.question, percent: percent(hit.score) } }]
    if (repeated) because.push({ code: 'shown-already', params: {} })
    return {
      ...{ kind: 'answer', refId: hit.articleId, title: { zh: hit.title, en: hit.title }, text: plainText(hit.body) },
      ...{ score: round(repeated ? hit.score * SHOWN_WEIGHS : hit.score), because },
    } satisfies Solution
  })
}

function similar({ cases }: Found): Solution[] {
  return cases.map(({ case: one, score }) => ({
    ...{ kind: 'similar' as const, refId: one.conversationId, title: { zh: one.question, en: one.question } },
    ...{ text: one.answer, score: round(score * (0.7 + 0.06 * one.rating)) },
    because: [{ code: 'solved-before', params: { percent: percent(score), rating: one.rating } }],
  }))
}

function steps({ next, confidence, language }: Found): Solution[] {
  if (!next) return []
  return [
    {
      ...{ kind: 'step', refId: `${next.flow}/${next.step}`, title: next.title, text: next.text[language] },
      ...{ score: round(0.25 + 0.6 * confidence) },
      because: [{ code: 'next-step', params: { percent: percent(confidence) } }],
    },
  ]
}

/** What the business allows goes before what is only likely, where it is about what the customer wants. */
function rules({ rules: all, language }: Found): Solution[] {
  return all.map(({ refId, title, text, fits }) => ({
    ...{ kind: 'rule' as const, refId, title, text: text[language], score: fits ? 0.8 : 0.4 },
    because: [{ code: 'business-allows', params: { order: refId } }],
  }))
}

/** An article as one would write it to a customer: without the marks of its formatting. */
export const plainText = (markdown: string): string =>
  markdown
    .replace(/\*\*|`/g, '')
    .replace(/^#+\s*/gm, '')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .trim()
    .slice(0, 2000)
