import type { ExpiringArticle } from '#knowledge/workflow/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'

type Ending = Omit<ExpiringArticle, 'stage'>

/** Published articles that end before `horizon`, soonest first, over by at most `since`. */
export async function listEnding(
  db: Queryable,
  page: { since: Date; horizon: Date; after?: { at: string; id: string }; limit: number },
): Promise<Ending[]> {
  let query = db
    .selectFrom('articles')
    .select(['id', 'title', 'category', 'department_id', 'valid_until'])
    .where('status', '=', 'published')
    .where('valid_until', 'is not', null)
    .where('valid_until', '>=', page.since)
    .where('valid_until', '<', page.horizon)
  const { after } = page
  if (after) {
    const at = new Date(after.at)
    query = query.where((eb) =>
      eb.or([eb('valid_until', '>', at), eb.and([eb('valid_until', '=', at), eb('id', '>', after.id)])]),
    )
  }
  const rows = await query.orderBy('valid_until').orderBy('id').limit(page.limit).execute()
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    category: row.category,
    departmentId: row.department_id,
    validUntil: row.valid_until!.toISOString(),
  }))
}

/** False when this was said before, by this node or another. */
export async function noteReminder(tx: Tx, articleId: string, validUntil: string, stage: string): Promise<boolean> {
  const row = await tx
    .insertInto('article_reminders')
    .values({ article_id: articleId, valid_until: validUntil, stage })
    .onConflict((oc) => oc.doNothing())
    .returning('article_id')
    .executeTakeFirst()
  return row !== undefined
}
