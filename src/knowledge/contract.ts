import { z } from 'zod'
import type { EventDefinitions } from '#platform/ledger/contract.ts'
import { language } from '#understanding/contract.ts'

export const articleStatus = z.enum(['draft', 'in_review', 'published', 'archived'])

/** One answer of the knowledge base in one language. Body is the markdown subset of docs/messages.md. */
export const article = z.object({
  id: z.string(),
  category: z.string(),
  language,
  title: z.string(),
  body: z.string(),
  questions: z.array(z.string()),
  products: z.array(z.string()),
  faultCodes: z.array(z.string()),
  channels: z.array(z.string()),
  status: articleStatus,
  translationOf: z.string().nullable(),
  validFrom: z.string().nullable(),
  validUntil: z.string().nullable(),
  version: z.number().int(),
  updatedBy: z.string(),
  updatedAt: z.string(),
  publishedAt: z.string().nullable(),
  helpful: z.number().int(),
  unhelpful: z.number().int(),
})
export type Article = z.infer<typeof article>

/** What an operator writes. `version` guards against overwriting someone else's change. */
export const articleInput = z.object({
  category: z.string().trim().min(1).max(60),
  language,
  title: z.string().trim().min(1).max(200),
  body: z.string().trim().min(1).max(20000),
  questions: z.array(z.string().trim().min(1).max(300)).max(200).default([]),
  products: z.array(z.string().max(64)).max(50).default([]),
  faultCodes: z.array(z.string().max(20)).max(50).default([]),
  channels: z.array(z.string().max(20)).max(10).default([]),
  translationOf: z.string().max(64).nullable().default(null),
  validFrom: z.iso.datetime().nullable().default(null),
  validUntil: z.iso.datetime().nullable().default(null),
  /** The owner; left out it stays as it is, and a new article has none. */
  departmentId: z.string().min(1).max(64).nullable().optional(),
})
export type ArticleInput = z.infer<typeof articleInput>

/** An article with who owns it, who wrote it, its next wording if one is being written, and the review that is open. */
export const managedArticle = article.extend({
  departmentId: z.string().nullable(),
  /** Who wrote the present content, as in the ledger: `user:ID`. */
  editedBy: z.string(),
  draft: z
    .object({
      version: z.number().int(),
      status: z.enum(['draft', 'in_review']),
      editedBy: z.string(),
      updatedAt: z.string(),
    })
    .nullable(),
  review: z
    .object({ requestedBy: z.string(), requestedAt: z.string(), reviewerId: z.string().nullable(), note: z.string() })
    .nullable(),
})
export type ManagedArticle = z.infer<typeof managedArticle>

/** An article that already answers a question in almost the same words. `score` is 0…1, 1 the same words. */
export const similarArticle = z.object({
  articleId: z.string(),
  title: z.string(),
  question: z.string(),
  theirs: z.string(),
  score: z.number(),
})
export type SimilarArticle = z.infer<typeof similarArticle>

/** Another article that says something else about the same question; `reasons` name what differs, in both articles' words. */
export const conflictingArticle = z.object({
  articleId: z.string(),
  title: z.string(),
  question: z.string(),
  theirs: z.string(),
  score: z.number(),
  reasons: z.array(
    z.object({
      kind: z.enum(['number', 'amount', 'date', 'duration', 'percent', 'negation']),
      ours: z.string(),
      theirs: z.string(),
      ourSentence: z.string(),
      theirSentence: z.string(),
    }),
  ),
})
export type ConflictingArticle = z.infer<typeof conflictingArticle>

/** Answer to writing an article: the article, and hints at probable duplicates and contradictions. */
export const savedArticle = managedArticle.extend({
  similar: z.array(similarArticle),
  conflicts: z.array(conflictingArticle),
})

export const searchHit = z.object({
  articleId: z.string(),
  title: z.string(),
  body: z.string(),
  category: z.string(),
  score: z.number(),
  question: z.string(),
})

/** A candidate answer. `score` is 0…1, calibrated so that ≥ ANSWER may be given and ≥ ASK_BACK may be offered. */
export type SearchHit = {
  articleId: string
  title: string
  body: string
  category: string
  /** Ids of what it is about; empty when it is about no product. */
  products: string[]
  score: number
  question: string
}

export const ANSWER_THRESHOLD = 0.6
export const ASK_BACK_THRESHOLD = 0.35

/** From which score on an article is given as the answer, and from which it is offered among others. */
export const answerThresholds = z
  .object({ answer: z.number().min(0.2).max(0.98), askBack: z.number().min(0.05).max(0.95) })
  .refine(({ answer, askBack }) => askBack < answer, { message: 'askBack must be below answer', path: ['askBack'] })
export type AnswerThresholds = z.infer<typeof answerThresholds>

/**
 * Synchronous search over the published articles valid now, in memory. Best first, at most `limit` (5). With a
 * `channel`, articles meant for other channels alone are left out; without one, none is. `vector` is what an
 * embedding model made of the query.
 */
export type SearchKnowledge = (
  query: string,
  options: { language: 'zh' | 'en'; limit?: number; products?: string[]; channel?: string; vector?: Float32Array },
) => SearchHit[]

export const knowledgeEvents = {
  'article.changed': {
    payload: z.object({
      articleId: z.string(),
      version: z.number(),
      what: z.enum([
        'created',
        'edited',
        'published',
        'unpublished',
        'archived',
        'rated',
        'drafted',
        'draft-discarded',
        'review-requested',
        'sent-back',
        'rolled-back',
        'moved',
        'removed',
      ]),
      /** With `rated`: what the reader said. */
      helpful: z.boolean().optional(),
    }),
    topics: () => ['team'],
  },
  /** A published article ends soon or has ended; said once for each stage of each end date. */
  'article.expiring': {
    payload: z.object({
      articleId: z.string(),
      title: z.string(),
      departmentId: z.string().nullable(),
      validUntil: z.string(),
      stage: z.enum(['14-days', '3-days', 'expired']),
    }),
    topics: () => ['team'],
  },
  'thresholds.changed': { payload: answerThresholds, topics: () => ['team'] },
  'department.changed': {
    payload: z.object({ departmentId: z.string(), what: z.enum(['created', 'edited', 'removed', 'members']) }),
    topics: () => ['team'],
  },
} satisfies EventDefinitions
