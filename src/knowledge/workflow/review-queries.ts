import type { ArticleReview } from '#knowledge/workflow/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'

/** False when a review of it is open already. */
export async function insertReview(
  tx: Tx,
  review: { id: string; articleId: string; requestedBy: string; reviewerId: string | null; note: string },
): Promise<boolean> {
  const row = await tx
    .insertInto('article_reviews')
    .values({
      id: review.id,
      article_id: review.articleId,
      requested_by: review.requestedBy,
      reviewer_id: review.reviewerId,
      note: review.note,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Ends the open review; false when there is none. */
export async function closeReview(
  tx: Tx,
  articleId: string,
  outcome: NonNullable<ArticleReview['outcome']>,
  decision: { by: string; comment: string },
): Promise<boolean> {
  const row = await tx
    .updateTable('article_reviews')
    .set({ outcome, decided_by: decision.by, decided_at: new Date(), comment: decision.comment })
    .where('article_id', '=', articleId)
    .where('outcome', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The last fifty, newest first. */
export async function listReviews(db: Queryable, articleId: string): Promise<ArticleReview[]> {
  const rows = await db
    .selectFrom('article_reviews')
    .selectAll()
    .where('article_id', '=', articleId)
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at.toISOString(),
    reviewerId: row.reviewer_id,
    note: row.note,
    outcome: row.outcome as ArticleReview['outcome'],
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    comment: row.comment,
  }))
}
