import {
  archiveArticle,
  type By,
  existing,
  publishArticle,
  relocateArticle,
  unpublishArticle,
} from '#knowledge/articles.ts'
import type { BulkInput } from '#knowledge/workflow/contract.ts'
import { requireMayPublish, requireOwn } from '#knowledge/workflow/rights.ts'
import type { Database, Tx } from '#platform/db/open.ts'
import { AppError, errorBody, type Locale } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'

type Result = { id: string; ok: boolean; error: { code: string; message: string } | null }

/** Does the same to each article in a transaction of its own, so that one refusal does not undo the others. */
export async function inBulk(
  database: Database,
  { ids, what, ...to }: BulkInput,
  who: { actor: Actor; by: By; locale: Locale },
): Promise<Result[]> {
  const results: Result[] = []
  for (const id of new Set(ids)) {
    try {
      await database.transaction((tx) => once(tx, id, what, to, who))
      results.push({ id, ok: true, error: null })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const { code, message } = errorBody(error, who.locale).error
      results.push({ id, ok: false, error: { code, message } })
    }
  }
  return results
}

type Where = Pick<BulkInput, 'category' | 'departmentId'>

async function once(tx: Tx, id: string, what: BulkInput['what'], to: Where, { actor, by }: { actor: Actor; by: By }) {
  const article = await existing(tx, id)
  await requireOwn(tx, actor, article.departmentId)
  if (what === 'move') {
    await requireOwn(tx, actor, to.departmentId)
    return relocateArticle(tx, id, to, by)
  }
  if (what === 'publish') {
    await requireMayPublish(tx, actor, article)
    return publishArticle(tx, id, by)
  }
  return (what === 'archive' ? archiveArticle : unpublishArticle)(tx, id, by)
}
