import { type Selectable, sql } from 'kysely'
import type { Article, ArticleInput, ManagedArticle } from '#knowledge/contract.ts'
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

export const toRow = (input: ArticleInput) => ({
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
  ...(input.departmentId === undefined ? {} : { department_id: input.departmentId }),
})

/** Articles with their next wording and their open review. */
const managed = (db: Queryable) =>
  db
    .selectFrom('articles')
    .leftJoin('article_drafts as d', 'd.article_id', 'articles.id')
    .leftJoin('article_reviews as r', (join) =>
      join.onRef('r.article_id', '=', 'articles.id').on('r.outcome', 'is', null),
    )
    .selectAll('articles')
    .select([
      'd.version as draft_version',
      'd.status as draft_status',
      'd.edited_by as draft_edited_by',
      'd.updated_at as draft_updated_at',
      'r.requested_by',
      'r.requested_at',
      'r.reviewer_id',
      'r.note as review_note',
    ])

type ManagedRow = Awaited<ReturnType<ReturnType<typeof managed>['executeTakeFirstOrThrow']>>

const toManaged = (row: ManagedRow): ManagedArticle => ({
  ...toArticle(row),
  departmentId: row.department_id,
  editedBy: row.edited_by ?? row.updated_by,
  draft: row.draft_version
    ? {
        version: row.draft_version,
        status: row.draft_status as 'draft' | 'in_review',
        editedBy: row.draft_edited_by!,
        updatedAt: row.draft_updated_at!.toISOString(),
      }
    : null,
  review: row.requested_by
    ? {
        requestedBy: row.requested_by,
        requestedAt: row.requested_at!.toISOString(),
        reviewerId: row.reviewer_id,
        note: row.review_note!,
      }
    : null,
})

export async function findArticle(db: Queryable, id: string): Promise<ManagedArticle | null> {
  const row = await managed(db).where('articles.id', '=', id).executeTakeFirst()
  return row ? toManaged(row) : null
}

/** In the order of the ids asked for; those that do not exist are left out. */
export async function findArticles(db: Queryable, ids: string[]): Promise<ManagedArticle[]> {
  if (!ids.length) return []
  const rows = await managed(db).where('articles.id', 'in', ids).execute()
  const byId = new Map(rows.map((row) => [row.id, toManaged(row)]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Holds the article until the transaction ends, so that what is decided on it stays true. */
export async function lockArticle(tx: Tx, id: string): Promise<void> {
  await tx.selectFrom('articles').select('id').where('id', '=', id).forUpdate().execute()
}

/** What the published articles are asked for, without their bodies. */
export async function listQuestions(db: Queryable): Promise<Pick<Article, 'language' | 'title' | 'questions'>[]> {
  const rows = await db
    .selectFrom('articles')
    .select(['language', 'title', 'questions'])
    .where('status', '=', 'published')
    .execute()
  return rows.map((row) => ({
    language: row.language as Article['language'],
    title: row.title,
    questions: row.questions as string[],
  }))
}

export async function listPublished(db: Queryable): Promise<Article[]> {
  const rows = await db.selectFrom('articles').selectAll().where('status', '=', 'published').execute()
  return rows.map(toArticle)
}

export type ArticleFilter = {
  status?: Article['status']
  category?: string
  language?: Article['language']
  /** `none`: those that no department owns. */
  departmentId?: string
  channel?: string
  /** In review themselves, or with a next wording in review. */
  inReview?: boolean
  /** Ends before this moment. */
  endsBefore?: Date
  q?: string
  before?: { updatedAt: string; id: string }
  limit: number
}

/** Last changed first. `q` looks in title, questions and body. */
export async function listArticles(db: Queryable, filter: ArticleFilter): Promise<ManagedArticle[]> {
  const { status, category, language, departmentId, channel, inReview, endsBefore, q, before, limit } = filter
  let query = managed(db)
  if (status) query = query.where('articles.status', '=', status)
  if (departmentId)
    query = query.where(
      'department_id',
      departmentId === 'none' ? 'is' : '=',
      departmentId === 'none' ? null : departmentId,
    )
  if (channel) query = query.where(sql<boolean>`(channels = '[]'::jsonb or channels ? ${channel})`)
  if (inReview) query = query.where('r.requested_by', 'is not', null)
  if (endsBefore) query = query.where('valid_until', '<', endsBefore)
  if (category) query = query.where('category', '=', category)
  if (language) query = query.where('language', '=', language)
  if (q) {
    const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((eb) =>
      eb.or([
        eb('title', 'ilike', like),
        eb('body', 'ilike', like),
        eb(sql<string>`questions::text`, 'ilike', like),
        eb('articles.id', '=', q),
      ]),
    )
  }
  // The wire has milliseconds, the column microseconds: both sides are cut to milliseconds, or a page would skip rows.
  const changed = sql<Date>`date_trunc('milliseconds', articles.updated_at)`
  if (before) {
    const at = new Date(before.updatedAt)
    query = query.where((eb) =>
      eb.or([eb(changed, '<', at), eb.and([eb(changed, '=', at), eb('articles.id', '<', before.id)])]),
    )
  }
  const rows = await query.orderBy(changed, 'desc').orderBy('articles.id', 'desc').limit(limit).execute()
  return rows.map(toManaged)
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

export async function insertArticle(tx: Tx, id: string, input: ArticleInput, by: string): Promise<void> {
  const values = { ...toRow(input), id, status: 'draft', updated_by: by, edited_by: by }
  await tx.insertInto('articles').values(values).execute()
}

/** False when the row is no longer at `version`. Content in review is content no more: what changes is a draft again. */
export async function updateArticle(
  tx: Tx,
  id: string,
  version: number,
  input: ArticleInput,
  by: string,
): Promise<boolean> {
  const row = await tx
    .updateTable('articles')
    .set({
      ...toRow(input),
      version: version + 1,
      updated_by: by,
      edited_by: by,
      updated_at: new Date(),
      status: sql<string>`case when status = 'in_review' then 'draft' else status end`,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Owner and category, leaving the content alone. */
export async function moveArticle(
  tx: Tx,
  id: string,
  to: { category?: string; departmentId?: string | null },
  by: string,
): Promise<void> {
  await tx
    .updateTable('articles')
    .set((eb) => ({
      ...(to.category === undefined ? {} : { category: to.category }),
      ...(to.departmentId === undefined ? {} : { department_id: to.departmentId }),
      version: eb('version', '+', 1),
      updated_by: by,
      updated_at: new Date(),
    }))
    .where('id', '=', id)
    .execute()
}

export async function updateStatus(tx: Tx, id: string, status: Article['status'], by: string): Promise<void> {
  await tx
    .updateTable('articles')
    .set((eb) => ({
      status,
      version: eb('version', '+', 1),
      updated_by: by,
      updated_at: new Date(),
      ...(status === 'published' ? { published_at: new Date() } : {}),
    }))
    .where('id', '=', id)
    .execute()
}

/** Takes an article out for good, with everything that hangs on it. */
export async function deleteArticle(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('articles').where('id', '=', id).execute()
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
