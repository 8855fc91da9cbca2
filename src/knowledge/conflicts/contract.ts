import { z } from 'zod'
import { conflictingArticle } from '#knowledge/contract.ts'
import type { EventDefinitions } from '#platform/ledger/contract.ts'

/** How two answers to the same question differ. */
export type Difference = z.infer<typeof conflictingArticle>['reasons'][number]

const side = z.object({ id: z.string(), title: z.string(), status: z.string(), category: z.string() })

/** Two articles that say the same twice (`duplicate`), or different things about the same (`conflict`). */
export const articlePair = z.object({
  id: z.string(),
  kind: z.enum(['duplicate', 'conflict']),
  /** How alike the questions are, 0…1. */
  score: z.number(),
  left: side,
  right: side,
  /** The two questions that meet. */
  question: z.string(),
  theirs: z.string(),
  differences: conflictingArticle.shape.reasons,
  dismissedBy: z.string().nullable(),
  foundAt: z.string(),
})
export type ArticlePair = z.infer<typeof articlePair>

export const conflictEvents = {
  /** Somebody has looked at the pair and lets it stand. */
  'article.pair-dismissed': { payload: z.object({ left: z.string(), right: z.string() }), topics: () => ['team'] },
} satisfies EventDefinitions
