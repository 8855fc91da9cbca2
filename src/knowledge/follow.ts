import { findArticle } from '#knowledge/queries.ts'
import type { SearchIndex } from '#knowledge/search-index.ts'
import type { Database } from '#platform/db/open.ts'
import { followLedger } from '#platform/ledger/follow.ts'
import type { Log } from '#platform/log.ts'

/** Applies every `article.changed` of any node to the index of this one. */
export async function followArticles(deps: { database: Database; log: Log; index: SearchIndex }) {
  const { database, log, index } = deps
  const refresh = async (articleId: string) => {
    const article = await findArticle(database.db, articleId)
    if (article) index.put(article)
    else index.remove(articleId)
  }
  const follower = await followLedger({
    database,
    log,
    handle: async (events) => {
      const changed = events.filter((event) => event.kind === 'article.changed' && event.payload.what !== 'rated')
      for (const articleId of new Set(changed.map((event) => String(event.payload.articleId)))) await refresh(articleId)
    },
  })
  return { refresh, catchUp: follower.catchUp, stop: follower.stop }
}
