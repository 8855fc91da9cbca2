import { type Selectable, sql } from 'kysely'
import type { Article, ArticleInput } from '#knowledge/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'

const toArticle = (row: Selectable<Tables['articles']>): Article => ({
  id: row.id,
  category: row.category,
  language: row.language as Article['language'],
  title: row.title,
  body: row.body,
  questions: row.questions as string[],
  products: row.products as string[],
  faultCodes: row.fault_codes as string[],
  channels: row.channels as string[],
  status: row.status as Article['status'],
  translationOf: row.translation_of,
  validFrom: row.valid_from?.toISOString() ?? null,
  validUntil: row.valid_until?.toISOString() ?? null,
  version: row.version,
  updatedBy: row.updated_by,
  updatedAt: row.updated_at.toISOString(),
  publishedAt: row.published_at?.toISOString() ?? null,
  helpful: row.helpful,
  unhelpful: row.unhelpful,
})

const toRow = (input: ArticleInput) => ({
  category: input.category,
  language: input.language,
  title: input.title,
  body: input.body,
  questions: JSON.stringify(input.questions),
  products: JSON.stringify(input.products),
  fault_codes: JSON.stringify(input.faultCodes),
  channels: JSON.stringify(input.channels),
  translation_of: input.translationOf,
  valid_from: input.validFrom,
  valid_until: input.validUntil,
})

export async function findArticle(db: Queryable, id: string): Promise<Article | null> {
  const row = await db.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toArticle(row) : null
}

export async function listPublished(db: Queryable): Promise<Article[]> {
  const rows = await db.selectFrom('articles').selectAll().where('status', '=', 'published').execute()
  return rows.map(toArticle)
}

export type ArticleFilter = {
  status?: Article['status']
  category?: string
  language?: Article['language']
  q?: string
  before?: { updatedAt: string; id: string }
  limit: number
}

/** Last changed first. `q` looks in title, questions and body. */
export async function listArticles(db: Queryable, filter: ArticleFilter): Promise<Article[]> {
  const { status, category, language, q, before, limit } = filter
  let query = db.selectFrom('articles').selectAll()
  if (status) query = query.where('status', '=', status)
  if (category) query = query.where('category', '=', category)
  if (language) query = query.where('language', '=', language)
  if (q) {
    const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((eb) =>
      eb.or([
        eb('title', 'ilike', like),
        eb('body', 'ilike', like),
        eb(sql<string>`questions::text`, 'ilike', like),
        eb('id', '=', q),
      ]),
    )
  }
  // The wire has milliseconds, the column microseconds: both sides are cut to milliseconds, or a page would skip rows.
  const changed = sql<Date>`date_trunc('milliseconds', updated_at)`
  if (before) {
    const at = new Date(before.updatedAt)
    query = query.where((eb) => eb.or([eb(changed, '<', at), eb.and([eb(changed, '=', at), eb('id', '<', before.id)])]))
  }
  const rows = await query.orderBy(changed, 'desc').orderBy('id', 'desc').limit(limit).execute()
  return rows.map(toArticle)
}

export async function listCategories(db: Queryable): Promise<{ category: string; articles: number }[]> {
  const rows = await db
    .selectFrom('articles')
    .select(['category', (eb) => eb.fn.countAll().as('articles')])
    .where('status', '!=', 'archived')
    .groupBy('category')
    .orderBy('category')
    .execute()
  return rows.map((row) => ({ category: row.category, articles: Number(row.articles) }))
}

export async function insertArticle(tx: Tx, id: string, input: ArticleInput, by: string): Promise<Article> {
  const values = { ...toRow(input), id, status: 'draft', updated_by: by }
  return toArticle(await tx.insertInto('articles').values(values).returningAll().executeTakeFirstOrThrow())
}

/** Null when the row is no longer at `version`. */
export async function updateArticle(
  tx: Tx,
  id: string,
  version: number,
  input: ArticleInput,
  by: string,
): Promise<Article | null> {
  const row = await tx
    .updateTable('articles')
    .set({ ...toRow(input), version: version + 1, updated_by: by, updated_at: new Date() })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()
  return row ? toArticle(row) : null
}

export async function updateStatus(tx: Tx, id: string, status: Article['status'], by: string): Promise<Article | null> {
  const row = await tx
    .updateTable('articles')
    .set((eb) => ({
      status,
      version: eb('version', '+', 1),
      updated_by: by,
      updated_at: new Date(),
      ...(status === 'published' ? { published_at: new Date() } : {}),
    }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row ? toArticle(row) : null
}

export async function addRating(tx: Tx, id: string, helpful: boolean): Promise<Article | null> {
  const column = helpful ? ('helpful' as const) : ('unhelpful' as const)
  const row = await tx
    .updateTable('articles')
    .set((eb) => ({ [column]: eb(column, '+', 1) }))
    .where('id', '=', id)
    .where('status', '=', 'published')
    .returningAll()
    .executeTakeFirst()
  return row ? toArticle(row) : null
}

/** Puts a pack's article in place. False when it is there unchanged, or an operator has made it his own. */
export async function putSeed(tx: Tx, id: string, input: ArticleInput, by: string): Promise<boolean> {
  const row = toRow(input)
  const now = new Date()
  const result = await tx
    .insertInto('articles')
    .values({ ...row, id, status: 'published', updated_by: by, published_at: now })
    .onConflict((oc) =>
      oc
        .column('id')
        .doUpdateSet({ ...row, updated_at: now })
        .where('articles.version', '=', 1)
        .where(
          sql<boolean>`row(articles.category, articles.title, articles.body, articles.questions, articles.products, articles.fault_codes, articles.channels)
            is distinct from row(excluded.category, excluded.title, excluded.body, excluded.questions, excluded.products, excluded.fault_codes, excluded.channels)`,
        ),
    )
    .returning('id')
    .executeTakeFirst()
  return result !== undefined
}
