import { findRelated, type Reader } from '#knowledge/conflicts/find-conflicts.ts'
import { type FoundPair, listUnchecked, replacePairs } from '#knowledge/conflicts/pair-queries.ts'
import { findArticle } from '#knowledge/queries.ts'
import type { Database } from '#platform/db/open.ts'

/** Articles compared in one go; between two of them other work gets its turn. */
const BATCH = 100

/** Compares every article that changed with the rest of the base and keeps the report of pairs up to date. */
export async function checkPairs(database: Database, reader: Reader): Promise<number> {
  const ids = await listUnchecked(database.db, BATCH)
  for (const id of ids) await checkArticle(database, reader, id)
  return ids.length
}

async function checkArticle(database: Database, reader: Reader, id: string): Promise<void> {
  const article = await findArticle(database.db, id)
  if (!article) return
  const { similar, conflicts } =
    article.status === 'archived' ? { similar: [], conflicts: [] } : await findRelated(database.db, reader, article)
  const pair = (other: string, kind: FoundPair['kind'], found: Pick<FoundPair, 'score' | 'question' | 'theirs'>) => ({
    ...(id < other ? { left: id, right: other } : { left: other, right: id }),
    kind,
    score: found.score,
    question: found.question,
    theirs: found.theirs,
    differences: [],
  })
  const pairs: FoundPair[] = [
    ...similar.map((one) => pair(one.articleId, 'duplicate', one)),
    ...conflicts.map((one) => ({ ...pair(one.articleId, 'conflict', one), differences: one.reasons })),
  ]
  await database.transaction((tx) => replacePairs(tx, id, article.version, pairs))
}
