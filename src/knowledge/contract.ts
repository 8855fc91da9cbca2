import { z } from 'zod'
import type { EventDefinitions } from '#platform/ledger/contract.ts'
import { language } from '#understanding/contract.ts'

export const articleStatus = z.enum(['draft', 'published', 'archived'])

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
})
export type ArticleInput = z.infer<typeof articleInput>

/** An article that already answers a question in almost the same words. `score` is 0…1, 1 the same words. */
export const similarArticle = z.object({
  articleId: z.string(),
  title: z.string(),
  question: z.string(),
  theirs: z.string(),
  score: z.number(),
})
export type SimilarArticle = z.infer<typeof similarArticle>

/** Answer to writing an article: the article, and hints at probable duplicates. */
export const savedArticle = article.extend({ similar: z.array(similarArticle) })

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
  score: number
  question: string
}

export const ANSWER_THRESHOLD = 0.6
export const ASK_BACK_THRESHOLD = 0.35

/** Synchronous search over the published articles valid now, in memory. Best first, at most `limit` (5). */
export type SearchKnowledge = (
  query: string,
  options: { language: 'zh' | 'en'; limit?: number; products?: string[] },
) => SearchHit[]

export const knowledgeEvents = {
  'article.changed': {
    payload: z.object({
      articleId: z.string(),
      version: z.number(),
      what: z.enum(['created', 'edited', 'published', 'unpublished', 'archived', 'rated']),
    }),
    topics: () => ['team'],
  },
} satisfies EventDefinitions
