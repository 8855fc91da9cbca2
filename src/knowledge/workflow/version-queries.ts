import { sql } from 'kysely'
import type { ArticleContent, ArticleDraft, ArticleVersion, VersionOrigin } from '#knowledge/workflow/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'

/** Gives the version its number. The caller holds the article, so that two saves do not take the same one. */
export async function insertVersion(
  tx: Tx,
  articleId: string,
  content: ArticleContent,
  save: { author: string; note: string; origin: VersionOrigin; publishedAt?: Date },
): Promise<number> {
  const row = await tx
    .insertInto('article_versions')
    .values((eb) => ({
      article_id: articleId,
      number: sql<number>`${eb
        .selectFrom('article_versions')
        .select((inner) => sql<number>`coalesce(${inner.fn.max('number')}, 0) + 1`.as('next'))
        .where('article_id', '=', articleId)}`,
      content: JSON.stringify(content),
      author: save.author,
      note: save.note,
      origin: save.origin,
      published_at: save.publishedAt ?? null,
    }))
    .returning('number')
    .executeTakeFirstOrThrow()
  return row.number
}

/** Newest first. `before` is the last number of the page before. */
export async function listVersions(
  db: Queryable,
  articleId: string,
  page: { before?: number; limit: number },
): Promise<ArticleVersion[]> {
  let query = db.selectFrom('article_versions').selectAll().where('article_id', '=', articleId)
  if (page.before) query = query.where('number', '<', page.before)
  const rows = await query.orderBy('number', 'desc').limit(page.limit).execute()
  return rows.map((row) => ({
    number: row.number,
    author: row.author,
    at: row.at.toISOString(),
    note: row.note,
    origin: row.origin as VersionOrigin,
    publishedAt: row.published_at?.toISOString() ?? null,
    title: (row.content as ArticleContent).title,
  }))
}

export async function findContent(db: Queryable, articleId: string, number: number): Promise<ArticleContent | null> {
  const row = await db
    .selectFrom('article_versions')
    .select('content')
    .where('article_id', '=', articleId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row ? (row.content as ArticleContent) : null
}

/** Notes on the newest version with this content that it is live from now on. */
export async function markPublished(tx: Tx, articleId: string, content: ArticleContent): Promise<void> {
  await tx
    .updateTable('article_versions')
    .set({ published_at: new Date() })
    .where('article_id', '=', articleId)
    .where('number', '=', (eb) =>
      eb
        .selectFrom('article_versions')
        .select((inner) => inner.fn.max('number').as('newest'))
        .where('article_id', '=', articleId)
        .where(sql<boolean>`content = ${JSON.stringify(content)}::jsonb`),
    )
    .execute()
}

export async function findDraft(db: Queryable, articleId: string): Promise<ArticleDraft | null> {
  const row = await db.selectFrom('article_drafts').selectAll().where('article_id', '=', articleId).executeTakeFirst()
  if (!row) return null
  return {
    articleId: row.article_id,
    version: row.version,
    status: row.status as ArticleDraft['status'],
    content: row.content as ArticleContent,
    editedBy: row.edited_by,
    updatedAt: row.updated_at.toISOString(),
  }
}

/** Writes the next wording over the one at `version`, or the first one when `version` is 0. False when it is another. */
export async function putDraft(
  tx: Tx,
  articleId: string,
  version: number,
  content: ArticleContent,
  by: string,
): Promise<boolean> {
  const set = { content: JSON.stringify(content), edited_by: by, status: 'draft', updated_at: new Date() }
  if (version === 0) {
    const added = await tx
      .insertInto('article_drafts')
      .values({ ...set, article_id: articleId })
      .onConflict((oc) => oc.doNothing())
      .returning('article_id')
      .executeTakeFirst()
    return added !== undefined
  }
  const changed = await tx
    .updateTable('article_drafts')
    .set({ ...set, version: version + 1 })
    .where('article_id', '=', articleId)
    .where('version', '=', version)
    .returning('article_id')
    .executeTakeFirst()
  return changed !== undefined
}

export async function setDraftStatus(tx: Tx, articleId: string, status: ArticleDraft['status']): Promise<void> {
  await tx.updateTable('article_drafts').set({ status }).where('article_id', '=', articleId).execute()
}

/** Without a new version: whoever writes the wording at this moment does not notice. */
export async function moveDraft(
  tx: Tx,
  articleId: string,
  to: { category?: string; departmentId?: string | null },
): Promise<void> {
  await tx
    .updateTable('article_drafts')
    .set({ content: sql`content || ${JSON.stringify(to)}::jsonb` })
    .where('article_id', '=', articleId)
    .execute()
}

export async function deleteDraft(tx: Tx, articleId: string): Promise<boolean> {
  const row = await tx
    .deleteFrom('article_drafts')
    .where('article_id', '=', articleId)
    .returning('article_id')
    .executeTakeFirst()
  return row !== undefined
}
