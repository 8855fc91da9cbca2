import { type By, existing, publishArticle, tell } from '#knowledge/articles.ts'
import type { ManagedArticle } from '#knowledge/contract.ts'
import { lockArticle, updateStatus } from '#knowledge/queries.ts'
import { closeReview, insertReview } from '#knowledge/workflow/review-queries.ts'
import { setDraftStatus } from '#knowledge/workflow/version-queries.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'

/** Asks somebody (`reviewerId`, or whoever may) to look at a draft or at the next wording of a published article. */
export async function requestReview(
  tx: Tx,
  id: string,
  ask: { reviewerId: string | null; note: string },
  by: By,
): Promise<ManagedArticle> {
  await lockArticle(tx, id)
  const before = await existing(tx, id)
  if (!before.draft && before.status !== 'draft') throw new AppError('article_invalid', { detail: 'status' })
  if (!(await insertReview(tx, { id: newId(), articleId: id, requestedBy: by.actor, ...ask }))) return before
  if (before.draft) await setDraftStatus(tx, id, 'in_review')
  else await updateStatus(tx, id, 'in_review', by.actor)
  const article = await existing(tx, id)
  await tell(tx, article, 'review-requested', by, { reviewerId: ask.reviewerId })
  return article
}

/** The reviewer agrees: it is published. Throws not_in_review. */
export async function approve(tx: Tx, id: string, comment: string, by: By): Promise<ManagedArticle> {
  if (!(await existing(tx, id)).review) throw new AppError('not_in_review')
  return publishArticle(tx, id, by, comment)
}

/** The reviewer wants something changed; it is a draft again, with his comment. Throws not_in_review. */
export async function sendBack(tx: Tx, id: string, comment: string, by: By): Promise<ManagedArticle> {
  await lockArticle(tx, id)
  const before = await existing(tx, id)
  if (!(await closeReview(tx, id, 'sent-back', { by: by.actor, comment }))) throw new AppError('not_in_review')
  if (before.draft) await setDraftStatus(tx, id, 'draft')
  else await updateStatus(tx, id, 'draft', by.actor)
  const article = await existing(tx, id)
  await tell(tx, article, 'sent-back', by)
  return article
}
