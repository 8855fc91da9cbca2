import type { z } from 'zod'
import { recordAudit } from '#governance/record-audit.ts'
import type { ArticleInput, knowledgeEvents, ManagedArticle } from '#knowledge/contract.ts'
import {
  addRating,
  deleteArticle,
  findArticle,
  insertArticle,
  lockArticle,
  moveArticle,
  updateArticle,
  updateStatus,
} from '#knowledge/queries.ts'
import type { ArticleContent, ArticleDraft, VersionOrigin } from '#knowledge/workflow/contract.ts'
import { closeReview } from '#knowledge/workflow/review-queries.ts'
import { deleteDraft, findDraft, insertVersion, markPublished, moveDraft } from '#knowledge/workflow/version-queries.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'

/** `actor` as in the ledger: `user:ID`, `key:ID`, `customer:ID`. */
export type By = { actor: string; ip?: string }
/** What a save is kept with. */
export type Save = { note?: string; origin?: VersionOrigin }

/** A new draft. */
export async function createArticle(tx: Tx, input: ArticleInput, by: By, save: Save = {}): Promise<ManagedArticle> {
  await checkInput(tx, input, null)
  const id = newId()
  await insertArticle(tx, id, input, by.actor)
  const article = await existing(tx, id)
  await keep(tx, article, by, save)
  await tell(tx, article, 'created', by)
  return article
}

/** Replaces the content. Throws `conflict` when someone else changed it since `version`. */
export async function editArticle(
  tx: Tx,
  id: string,
  version: number,
  input: ArticleInput,
  by: By,
  save: Save = {},
): Promise<ManagedArticle> {
  const before = await existing(tx, id)
  await checkInput(tx, input, before)
  if (!(await updateArticle(tx, id, version, input, by.actor)))
    throw new AppError('conflict', {}, { version: before.version })
  if (before.status === 'in_review') await closeReview(tx, id, 'withdrawn', { by: by.actor, comment: '' })
  const article = await existing(tx, id)
  await keep(tx, article, by, save)
  await tell(tx, article, save.origin === 'rolled-back' ? 'rolled-back' : 'edited', by)
  return article
}

/** The bot answers with it from now on, within its dates. A next wording takes the place of the present one. */
export async function publishArticle(tx: Tx, id: string, by: By, comment = ''): Promise<ManagedArticle> {
  await lockArticle(tx, id)
  const before = await existing(tx, id)
  const draft = await findDraft(tx, id)
  if (before.status === 'published' && !draft) return before
  if (draft) {
    await checkInput(tx, draft.content, before)
    await takeNextWording(tx, before, draft)
  }
  await updateStatus(tx, id, 'published', by.actor)
  await closeReview(tx, id, 'approved', { by: by.actor, comment })
  const article = await existing(tx, id)
  await markPublished(tx, id, contentOf(article))
  await tell(tx, article, 'published', by)
  return article
}

export const unpublishArticle = (tx: Tx, id: string, by: By) => withdraw(tx, id, 'draft', 'unpublished', by)
export const archiveArticle = (tx: Tx, id: string, by: By) => withdraw(tx, id, 'archived', 'archived', by)

/**
 * An article that is not published has one wording only, the latest: else what is edited or rolled back now would be
 * replaced by the forgotten next wording when it is published again. What was live is found among the versions.
 */
async function withdraw(tx: Tx, id: string, status: 'draft' | 'archived', what: Change, by: By) {
  await lockArticle(tx, id)
  const before = await existing(tx, id)
  if (before.status === status) return before
  const draft = await findDraft(tx, id)
  if (draft) await takeNextWording(tx, before, draft)
  await updateStatus(tx, id, status, by.actor)
  await closeReview(tx, id, 'withdrawn', { by: by.actor, comment: '' })
  const article = await existing(tx, id)
  await tell(tx, article, what, by)
  return article
}

async function takeNextWording(tx: Tx, article: ManagedArticle, draft: ArticleDraft): Promise<void> {
  await updateArticle(tx, article.id, article.version, draft.content, draft.editedBy)
  await deleteDraft(tx, article.id)
}

/** Gives the article and its next wording to another department or category; what they say stays as it is. */
export async function relocateArticle(
  tx: Tx,
  id: string,
  to: { category?: string; departmentId?: string | null },
  by: By,
): Promise<ManagedArticle> {
  await existing(tx, id)
  await moveArticle(tx, id, to, by.actor)
  await moveDraft(tx, id, to)
  const article = await existing(tx, id)
  await tell(tx, article, 'moved', by)
  return article
}

/** Takes an article out for good: only what an undone import brought. */
export async function removeArticle(tx: Tx, id: string, by: By): Promise<void> {
  const article = await existing(tx, id)
  await deleteArticle(tx, id)
  await tell(tx, article, 'removed', by)
}

/** A reader says whether a published article helped. */
export async function rateArticle(tx: Tx, id: string, helpful: boolean, by: By): Promise<void> {
  const article = await addRating(tx, id, helpful)
  if (!article) throw new AppError('not_found')
  const event = changed(article, 'rated', by)
  await appendEvents(tx, [{ ...event, payload: { ...event.payload, helpful } }])
}

export async function existing(tx: Tx, id: string): Promise<ManagedArticle> {
  const article = await findArticle(tx, id)
  if (!article) throw new AppError('not_found')
  return article
}

export function contentOf(article: ManagedArticle): ArticleContent {
  const { category, language, title, body, questions, products, faultCodes, channels } = article
  const { translationOf, validFrom, validUntil, departmentId } = article
  return {
    ...{ category, language, title, body, questions, products, faultCodes, channels },
    ...{ translationOf, validFrom, validUntil, departmentId },
  }
}

/** Throws `article_invalid` for dates the wrong way round and for a translation of nothing. */
export async function checkInput(tx: Tx, input: ArticleInput, before: ManagedArticle | null): Promise<void> {
  const { validFrom, validUntil, translationOf } = input
  if (validFrom && validUntil && Date.parse(validFrom) >= Date.parse(validUntil)) {
    throw new AppError('article_invalid', { detail: 'validUntil ≤ validFrom' })
  }
  if (!translationOf) return
  const original = translationOf === before?.id ? null : await findArticle(tx, translationOf)
  if (!original || original.language === input.language) {
    throw new AppError('article_invalid', { detail: 'translationOf' })
  }
}

async function keep(tx: Tx, article: ManagedArticle, by: By, { note = '', origin = 'saved' }: Save): Promise<void> {
  // Changing what is live publishes it.
  const publishedAt = article.status === 'published' ? new Date() : undefined
  await insertVersion(tx, article.id, contentOf(article), { author: by.actor, note, origin, publishedAt })
}

export type Change = z.infer<(typeof knowledgeEvents)['article.changed']['payload']>['what']

const changed = (article: { id: string; version: number }, what: Change, by: By) => ({
  kind: 'article.changed',
  conversationId: null,
  customerId: null,
  actor: by.actor,
  payload: { articleId: article.id, version: article.version, what },
})

/** The fact and its line in the audit log. */
export async function tell(
  tx: Tx,
  article: { id: string; version: number },
  what: Change,
  by: By,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await appendEvents(tx, [changed(article, what, by)])
  await recordAudit(tx, {
    actor: by.actor,
    action: `article.${what}`,
    target: `article:${article.id}`,
    detail: { version: article.version, ...detail },
    ip: by.ip,
  })
}
