import { recordAudit } from '#governance/record-audit.ts'
import type { Article, ArticleInput } from '#knowledge/contract.ts'
import { addRating, findArticle, insertArticle, updateArticle, updateStatus } from '#knowledge/queries.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'

/** `actor` as in the ledger: `user:ID`, `key:ID`, `customer:ID`. */
export type By = { actor: string; ip?: string }

/** A new draft. */
export async function createArticle(tx: Tx, input: ArticleInput, by: By): Promise<Article> {
  await checkInput(tx, input, null)
  const article = await insertArticle(tx, newId(), input, by.actor)
  await tell(tx, article, 'created', by)
  return article
}

/** Replaces the content. Throws `conflict` when someone else changed it since `version`. */
export async function editArticle(tx: Tx, id: string, version: number, input: ArticleInput, by: By): Promise<Article> {
  const before = await existing(tx, id)
  await checkInput(tx, input, before)
  const article = await updateArticle(tx, id, version, input, by.actor)
  if (!article) throw new AppError('conflict', {}, { version: before.version })
  await tell(tx, article, 'edited', by)
  return article
}

/** The bot answers with it from now on, within its dates. */
export const publishArticle = (tx: Tx, id: string, by: By) => changeStatus(tx, id, 'published', 'published', by)
export const unpublishArticle = (tx: Tx, id: string, by: By) => changeStatus(tx, id, 'draft', 'unpublished', by)
export const archiveArticle = (tx: Tx, id: string, by: By) => changeStatus(tx, id, 'archived', 'archived', by)

async function changeStatus(tx: Tx, id: string, status: Article['status'], what: Change, by: By): Promise<Article> {
  const before = await existing(tx, id)
  if (before.status === status) return before
  const article = await updateStatus(tx, id, status, by.actor)
  if (!article) throw new AppError('not_found')
  await tell(tx, article, what, by)
  return article
}

/** A reader says whether a published article helped. */
export async function rateArticle(tx: Tx, id: string, helpful: boolean, by: By): Promise<void> {
  const article = await addRating(tx, id, helpful)
  if (!article) throw new AppError('not_found')
  await appendEvents(tx, [changed(article, 'rated', by)])
}

async function existing(tx: Tx, id: string): Promise<Article> {
  const article = await findArticle(tx, id)
  if (!article) throw new AppError('not_found')
  return article
}

async function checkInput(tx: Tx, input: ArticleInput, before: Article | null): Promise<void> {
  const { validFrom, validUntil, translationOf } = input
  if (validFrom && validUntil && validFrom >= validUntil) {
    throw new AppError('article_invalid', { detail: 'validUntil ≤ validFrom' })
  }
  if (!translationOf) return
  const original = translationOf === before?.id ? null : await findArticle(tx, translationOf)
  if (!original || original.language === input.language) {
    throw new AppError('article_invalid', { detail: 'translationOf' })
  }
}

type Change = 'created' | 'edited' | 'published' | 'unpublished' | 'archived' | 'rated'

const changed = (article: Article, what: Change, by: By) => ({
  kind: 'article.changed',
  conversationId: null,
  customerId: null,
  actor: by.actor,
  payload: { articleId: article.id, version: article.version, what },
})

async function tell(tx: Tx, article: Article, what: Change, by: By): Promise<void> {
  await appendEvents(tx, [changed(article, what, by)])
  await recordAudit(tx, {
    actor: by.actor,
    action: `article.${what}`,
    target: `article:${article.id}`,
    detail: { version: article.version },
    ip: by.ip,
  })
}
