import { z } from 'zod'
import { articleInput } from '#knowledge/contract.ts'
import type { EventDefinitions } from '#platform/ledger/contract.ts'
import { language } from '#understanding/contract.ts'

/**
 * An article that is missing: drafted from a conversation an agent solved (`case`), or asked for by many customers in
 * different words (`cluster`; then the body is empty and `examples` hold their words). Personal data is masked.
 */
export const articleSuggestion = z.object({
  id: z.string(),
  source: z.enum(['case', 'cluster']),
  sourceId: z.string(),
  status: z.enum(['open', 'accepted', 'dismissed']),
  language,
  title: z.string(),
  body: z.string(),
  questions: z.array(z.string()),
  category: z.string(),
  /** How many customers asked. */
  size: z.number().int(),
  examples: z.array(z.string()),
  conversationId: z.string().nullable(),
  articleId: z.string().nullable(),
  decidedBy: z.string().nullable(),
  createdAt: z.string(),
})
export type ArticleSuggestion = z.infer<typeof articleSuggestion>

/** What a finder of gaps offers; the same `sourceId` again brings an open suggestion up to date. */
export type OfferedSuggestion = Pick<ArticleSuggestion, 'source' | 'sourceId' | 'language' | 'title' | 'body'> &
  Pick<ArticleSuggestion, 'questions' | 'category' | 'size' | 'examples' | 'conversationId'>

/** A group of unanswered questions, as the learning side clusters them. `texts` are masked, the most typical first. */
export type QuestionCluster = { id: string; language: 'zh' | 'en'; size: number; texts: string[] }

/** What the person who accepts a suggestion changes of it. */
export const acceptInput = articleInput.pick({ title: true, body: true, category: true }).partial().extend({
  questions: articleInput.shape.questions.removeDefault().optional(),
  departmentId: articleInput.shape.departmentId,
})
export type AcceptInput = z.infer<typeof acceptInput>

export const gapEvents = {
  'suggestion.changed': {
    payload: z.object({
      suggestionId: z.string(),
      source: z.enum(['case', 'cluster']),
      what: z.enum(['offered', 'accepted', 'dismissed']),
    }),
    topics: () => ['team'],
  },
} satisfies EventDefinitions
