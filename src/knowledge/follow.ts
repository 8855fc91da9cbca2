import { findArticle } from '#knowledge/queries.ts'
import type { SearchIndex } from '#knowledge/search-index.ts'
import type { Database } from '#platform/db/open.ts'
import type { Tail } from '#platform/ledger/tail.ts'

/** Applies every `article.changed` of any node to the index of this one. Gives the function that reads one article anew. */
export function followArticles(deps: { database: Database; tail: Tail; index: SearchIndex }) {
  const { database, tail, index } = deps
  const refresh = async (articleId: string) => {
    const article = await findArticle(database.db, articleId)
    if (article) index.put(article)
    else index.remove(articleId)
  }
  tail.onEvents(async (events) => {
    const changed = events.filter((event) => event.kind === 'article.changed' && event.payload.what !== 'rated')
    for (const articleId of new Set(changed.map((event) => String(event.payload.articleId)))) await refresh(articleId)
  })
  return refresh
}
