import type { SearchKnowledge } from '#knowledge/contract.ts'
import type { TextTools } from '#knowledge/features.ts'
import { followArticles } from '#knowledge/follow.ts'
import { listPublished } from '#knowledge/queries.ts'
import { questionsAsIntent } from '#knowledge/questions-as-intent.ts'
import { buildSearchIndex } from '#knowledge/search-index.ts'
import type { Database } from '#platform/db/open.ts'
import type { Tail } from '#platform/ledger/tail.ts'
import type { IntentExamples } from '#understanding/contract.ts'

export type Knowledge = {
  search: SearchKnowledge
  /** Reads one article anew; after it resolves, search answers with what is stored. */
  refresh(articleId: string): Promise<void>
  articles(): number
  /** What the articles of the start are asked for, for training the intents. */
  questions: IntentExamples
}

/** Loads the published articles and keeps them in step with the ledger, so that every node answers with what was just published. */
export async function openSearch(deps: { database: Database; tail: Tail; tools: TextTools }): Promise<Knowledge> {
  const index = buildSearchIndex(deps.tools)
  // Listening starts before reading, or a change between the two would be missed.
  const refresh = followArticles({ ...deps, index })
  const published = await listPublished(deps.database.db)
  for (const article of published) index.put(article)
  return { search: index.search, articles: index.size, questions: questionsAsIntent(published), refresh }
}
