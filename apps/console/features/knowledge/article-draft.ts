import type { ArticleInput, ManagedArticle } from '../../../../src/knowledge/contract.ts'
import type { ArticleContent, ArticleDraft as NextWording } from '../../../../src/knowledge/workflow/contract.ts'

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
  'departmentId',
] as const

/**
 * What there is to go on from. A published article is not written over: what is written is its next wording, and
 * `version` counts that one, 0 while there is none.
 */
export type Wording = { content: ArticleContent; version: number; next: boolean }

export function wordingOf(article: ManagedArticle, next: NextWording | null): Wording {
  const isNext = article.status === 'published'
  if (isNext && next) return { content: next.content, version: next.version, next: true }
  return { content: article, version: isNext ? 0 : article.version, next: isNext }
}

export function draftOf(content: ArticleContent | null, language: 'zh' | 'en'): Draft {
  if (!content) {
    return {
      ...{ category: '', language, title: '', body: '', questions: [], products: [], faultCodes: [], channels: [] },
      ...{ translationOf: null, validFrom: null, validUntil: null, departmentId: null },
    }
  }
  const { category, title, body, questions, products, faultCodes, channels, translationOf } = content
  const { validFrom, validUntil, departmentId } = content
  return {
    ...{ category, language: content.language, title, body, questions, products, faultCodes, channels },
    ...{ translationOf, validFrom, validUntil, departmentId },
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
