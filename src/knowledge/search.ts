import type { Embedding } from '#engines/embedding/contract.ts'
import type { AnswerThresholds, SearchKnowledge } from '#knowledge/contract.ts'
import type { TextTools } from '#knowledge/features.ts'
import { followArticles } from '#knowledge/follow.ts'
import { listPublished, listQuestions } from '#knowledge/queries.ts'
import { questionsAsIntent } from '#knowledge/questions-as-intent.ts'
import { type Curve, openCurve } from '#knowledge/search/curve.ts'
import { type Describing, openDescribing } from '#knowledge/search/describe-articles.ts'
import { openPrepared, type Prepared } from '#knowledge/search/prepare-query.ts'
import { buildSearchIndex } from '#knowledge/search-index.ts'
import { USUAL } from '#knowledge/thresholds.ts'
import type { Database } from '#platform/db/open.ts'
import type { Tail } from '#platform/ledger/tail.ts'
import type { Log } from '#platform/log.ts'
import type { IntentExamples } from '#understanding/contract.ts'

export type Knowledge = {
  search: SearchKnowledge
  /** Reads one article anew; after it resolves, search answers with what is stored. */
  refresh(articleId: string): Promise<void>
  /** Reads all of them anew, because texts are read in another way: the terms have changed. */
  reread(): Promise<void>
  articles(): number
  /** From which score on an article is given or offered, at this moment. */
  thresholds(): AnswerThresholds
  /** What each threshold would mean for the present articles; null while that is computed. */
  curve(): Curve | null
  /** Fetches what search by meaning needs of a message, within 250 ms; null when there is no embedding model. */
  prepare: Prepared['prepare'] | null
  /** Resolves when the articles are described by vectors as far as that is possible now. */
  described(): Promise<void>
  stop(): Promise<void>
  /** What the published articles are asked for now, for training the intents. */
  questions(): Promise<IntentExamples>
}

export type SearchDeps = {
  database: Database
  tail: Tail
  tools: TextTools
  /** Those in force; the usual ones when left out. */
  thresholds?: () => AnswerThresholds
  /** Finds by meaning as well as by words, when there is one. */
  meaning?: { embedding: Embedding; log: Log }
}

/** Loads the published articles and keeps them in step with the ledger, so that every node answers with what was just published. */
export async function openSearch(deps: SearchDeps): Promise<Knowledge> {
  const { database, tools, meaning, thresholds = () => USUAL } = deps
  const index = buildSearchIndex(tools, { thresholds, changed: () => describing?.notice() })
  const describing: Describing | null = meaning?.embedding.model ? openDescribing({ ...meaning, index }) : null
  const prepared = describing && meaning ? openPrepared(meaning.embedding) : null
  const curve = openCurve(index)
  // Listening starts before reading, or a change between the two would be missed.
  const refresh = followArticles({ ...deps, index })
  for (const article of await listPublished(database.db)) index.put(article)
  return {
    search: (query, options) => index.search(query, { vector: prepared?.vectorOf(query), ...options }),
    prepare: prepared?.prepare ?? null,
    articles: index.size,
    thresholds,
    curve,
    questions: async () => questionsAsIntent(await listQuestions(database.db)),
    refresh,
    async reread() {
      for (const article of await listPublished(database.db)) index.put(article)
    },
    described: async () => describing?.settled(),
    stop: async () => describing?.stop(),
  }
}
