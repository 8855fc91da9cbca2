import { type Selectable, sql } from 'kysely'
import type { ArticleSuggestion, OfferedSuggestion } from '#knowledge/gaps/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'

const toSuggestion = (row: Selectable<Tables['article_suggestions']>): ArticleSuggestion => ({
  id: row.id,
  source: row.source as ArticleSuggestion['source'],
  sourceId: row.source_id,
  status: row.status as ArticleSuggestion['status'],
  language: row.language as ArticleSuggestion['language'],
  title: row.title,
  body: row.body,
  questions: row.questions as string[],
  category: row.category,
  size: row.size,
  examples: row.examples as string[],
  conversationId: row.conversation_id,
  articleId: row.article_id,
  decidedBy: row.decided_by,
  createdAt: row.created_at.toISOString(),
})

/** Adds a suggestion or brings an open one up to date. Null when it was decided on before, or is the same as it was. */
export async function putSuggestion(tx: Tx, id: string, offered: OfferedSuggestion): Promise<string | null> {
  const set = {
    title: offered.title,
    body: offered.body,
    questions: JSON.stringify(offered.questions),
    size: offered.size,
    examples: JSON.stringify(offered.examples),
  }
  const row = await tx
    .insertInto('article_suggestions')
    .values({
      ...set,
      id,
      source: offered.source,
      source_id: offered.sourceId,
      status: 'open',
      language: offered.language,
      category: offered.category,
      conversation_id: offered.conversationId,
    })
    .onConflict((oc) =>
      oc
        .columns(['source', 'source_id'])
        .doUpdateSet(set)
        .where('article_suggestions.status', '=', 'open')
        .where(
          sql<boolean>`row(article_suggestions.title, article_suggestions.body, article_suggestions.size, article_suggestions.examples)
            is distinct from row(excluded.title, excluded.body, excluded.size, excluded.examples)`,
        ),
    )
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export async function findSuggestion(db: Queryable, id: string): Promise<ArticleSuggestion | null> {
  const row = await db.selectFrom('article_suggestions').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toSuggestion(row) : null
}

export async function findBySource(db: Queryable, source: string, sourceId: string): Promise<ArticleSuggestion | null> {
  const row = await db
    .selectFrom('article_suggestions')
    .selectAll()
    .where('source', '=', source)
    .where('source_id', '=', sourceId)
    .executeTakeFirst()
  return row ? toSuggestion(row) : null
}

export type SuggestionFilter = {
  status: ArticleSuggestion['status']
  source?: ArticleSuggestion['source']
  before?: { at: string; id: string }
  limit: number
}

/** Newest first. */
export async function listSuggestions(db: Queryable, filter: SuggestionFilter): Promise<ArticleSuggestion[]> {
  const created = sql<Date>`date_trunc('milliseconds', created_at)`
  let query = db.selectFrom('article_suggestions').selectAll().where('status', '=', filter.status)
  if (filter.source) query = query.where('source', '=', filter.source)
  const { before } = filter
  if (before) {
    const at = new Date(before.at)
    query = query.where((eb) => eb.or([eb(created, '<', at), eb.and([eb(created, '=', at), eb('id', '<', before.id)])]))
  }
  return (await query.orderBy(created, 'desc').orderBy('id', 'desc').limit(filter.limit).execute()).map(toSuggestion)
}

/** False when somebody decided before. */
export async function decideSuggestion(
  tx: Tx,
  id: string,
  decision: { status: 'accepted' | 'dismissed'; by: string; articleId: string | null },
): Promise<boolean> {
  const row = await tx
    .updateTable('article_suggestions')
    .set({
      status: decision.status,
      decided_by: decision.by,
      decided_at: new Date(),
      article_id: decision.articleId,
    })
    .where('id', '=', id)
    .where('status', '=', 'open')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Open suggestions of clusters that are no more. */
export async function deleteClusters(tx: Tx, keep: string[]): Promise<void> {
  let query = tx.deleteFrom('article_suggestions').where('source', '=', 'cluster').where('status', '=', 'open')
  if (keep.length) query = query.where('source_id', 'not in', keep)
  await query.execute()
}
