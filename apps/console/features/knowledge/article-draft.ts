import type { Article, ArticleInput } from '../../../../src/knowledge/contract.ts'

/** What is being written: the article less what the server keeps. */
export type Draft = ArticleInput

export const DRAFT_FIELDS = [
  'title',
  'body',
  'category',
  'language',
  'questions',
  'products',
  'faultCodes',
  'channels',
  'validFrom',
  'validUntil',
  'translationOf',
] as const

export function draftOf(article: Article | null, language: 'zh' | 'en'): Draft {
  if (!article) {
    return {
      ...{ category: '', language, title: '', body: '', questions: [], products: [], faultCodes: [], channels: [] },
      ...{ translationOf: null, validFrom: null, validUntil: null },
    }
  }
  const { category, title, body, questions, products, faultCodes, channels, translationOf, validFrom, validUntil } =
    article
  return {
    category,
    language: article.language,
    title,
    body,
    questions,
    products,
    faultCodes,
    channels,
    translationOf,
    validFrom,
    validUntil,
  }
}

/** The fields in which two drafts differ, in the order of the form. */
export function changedFields(a: Draft, b: Draft): (typeof DRAFT_FIELDS)[number][] {
  return DRAFT_FIELDS.filter((field) => JSON.stringify(a[field]) !== JSON.stringify(b[field]))
}

/** What keeps it from being saved. */
export function missingFields(draft: Draft): ('title' | 'body' | 'category' | 'dates')[] {
  const missing: ('title' | 'body' | 'category' | 'dates')[] = []
  if (!draft.title.trim()) missing.push('title')
  if (!draft.body.trim()) missing.push('body')
  if (!draft.category.trim()) missing.push('category')
  if (draft.validFrom && draft.validUntil && draft.validFrom >= draft.validUntil) missing.push('dates')
  return missing
}

/** Lines of a pasted text as questions: trimmed, without list marks, each once, none that is there already. */
export function pastedQuestions(text: string, present: readonly string[]): string[] {
  const seen = new Set(present.map(fold))
  const found: string[] = []
  for (const line of text.split(/\r?\n/)) {
    const question = line
      .replace(/^\s*(?:[-*•·]|\d{1,3}[.)、．])\s*/, '')
      .trim()
      .slice(0, 300)
    if (!question || seen.has(fold(question))) continue
    seen.add(fold(question))
    found.push(question)
  }
  return found
}

const fold = (question: string) =>
  question
    .trim()
    .toLowerCase()
    .replace(/[?？。.!！]+$/, '')
