import { type By, checkInput, existing, tell } from '#knowledge/articles.ts'
import type { ArticleInput } from '#knowledge/contract.ts'
import { lockArticle } from '#knowledge/queries.ts'
import type { ArticleDraft, VersionOrigin } from '#knowledge/workflow/contract.ts'
import { closeReview } from '#knowledge/workflow/review-queries.ts'
import { deleteDraft, findDraft, insertVersion, putDraft } from '#knowledge/workflow/version-queries.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'

/**
 * Keeps the next wording of an article that is published; the present one goes on answering. `version` is that of the
 * draft that was read, 0 when there was none. Throws conflict; article_invalid when the article is not published.
 */
export async function saveNextWording(
  tx: Tx,
  id: string,
  version: number,
  input: ArticleInput,
  by: By,
  save: { note?: string; origin?: VersionOrigin } = {},
): Promise<ArticleDraft> {
  await lockArticle(tx, id)
  const article = await existing(tx, id)
  if (article.status !== 'published') throw new AppError('article_invalid', { detail: 'status' })
  await checkInput(tx, input, article)
  const content = {
    ...input,
    departmentId: input.departmentId === undefined ? article.departmentId : input.departmentId,
  }
  if (!(await putDraft(tx, id, version, content, by.actor)))
    throw new AppError('conflict', {}, { version: (await findDraft(tx, id))?.version ?? 0 })
  await closeReview(tx, id, 'withdrawn', { by: by.actor, comment: '' })
  const { note = '', origin = 'draft' } = save
  const number = await insertVersion(tx, id, content, { author: by.actor, note, origin })
  await tell(tx, article, 'drafted', by, { number })
  return (await findDraft(tx, id))!
}

/** Forgets the next wording; it can still be found among the versions. */
export async function discardNextWording(tx: Tx, id: string, by: By): Promise<void> {
  const article = await existing(tx, id)
  if (!(await deleteDraft(tx, id))) throw new AppError('not_found')
  await closeReview(tx, id, 'withdrawn', { by: by.actor, comment: '' })
  await tell(tx, article, 'draft-discarded', by)
}
