import type { ManagedArticle } from '#knowledge/contract.ts'
import { findOwnership } from '#knowledge/workflow/department-queries.ts'
import type { Queryable } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'

/**
 * Writing what a department owns takes membership, or the right to manage all of them; what nobody owns everyone may
 * write who may write at all. Throws forbidden, article_invalid (no such department).
 */
export async function requireOwn(db: Queryable, actor: Actor, departmentId: string | null | undefined): Promise<void> {
  if (!departmentId) return
  const { exists, member } = await findOwnership(db, departmentId, actor.kind === 'user' ? actor.id : '')
  if (!exists) throw new AppError('article_invalid', { detail: 'departmentId' })
  if (!member && !actor.permissions.has('knowledge.manage')) throw new AppError('forbidden')
}

/** As `requireOwn`; and where the department wants two pairs of eyes, not by whom the content was written: review_required. */
export async function requireMayPublish(db: Queryable, actor: Actor, article: ManagedArticle): Promise<void> {
  if (!actor.permissions.has('knowledge.publish')) throw new AppError('forbidden')
  await requireOwn(db, actor, article.departmentId)
  if (!article.departmentId) return
  const { authorMayPublish } = await findOwnership(db, article.departmentId, '')
  const author = article.draft?.editedBy ?? article.editedBy
  if (!authorMayPublish && author === `${actor.kind}:${actor.id}`) throw new AppError('review_required')
}

/** Changing a live article at once publishes what one wrote oneself. */
export async function requireMayEditLive(db: Queryable, actor: Actor, article: ManagedArticle): Promise<void> {
  await requireMayPublish(db, actor, { ...article, draft: null, editedBy: `${actor.kind}:${actor.id}` })
}
