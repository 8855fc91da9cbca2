import { type By, editArticle, existing } from '#knowledge/articles.ts'
import type { ManagedArticle } from '#knowledge/contract.ts'
import { lockArticle } from '#knowledge/queries.ts'
import { saveNextWording } from '#knowledge/workflow/next-wording.ts'
import { findContent } from '#knowledge/workflow/version-queries.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'

/**
 * Makes an old content the newest version. Of a published article it becomes the next wording, or, `live`, what
 * answers at once. The owner stays: ownership is not content that one takes back. Throws not_found.
 */
export async function rollBack(tx: Tx, id: string, number: number, live: boolean, by: By): Promise<ManagedArticle> {
  await lockArticle(tx, id)
  const before = await existing(tx, id)
  const content = await findContent(tx, id, number)
  if (!content) throw new AppError('not_found')
  const input = { ...content, departmentId: before.departmentId }
  const save = { note: `#${number}`, origin: 'rolled-back' as const }
  if (before.status === 'published' && !live) {
    await saveNextWording(tx, id, before.draft?.version ?? 0, input, by, save)
    return existing(tx, id)
  }
  return editArticle(tx, id, before.version, input, by, save)
}
