import type { CannedReply } from '#desk/contract.ts'
import type { Tx } from '#platform/db/open.ts'

export type PackReply = Pick<CannedReply, 'id' | 'shortcut' | 'language' | 'title' | 'body'>

/** The team's replies, locked, so that nobody edits them meanwhile. */
export async function lockSharedReplies(tx: Tx): Promise<PackReply[]> {
  const rows = await tx.selectFrom('canned_replies').selectAll().where('owner_id', 'is', null).forUpdate().execute()
  return rows.map(({ id, shortcut, language, title, body }) => ({
    id,
    shortcut,
    language: language as 'zh' | 'en',
    title,
    body,
  }))
}

export async function insertSharedReplies(tx: Tx, replies: PackReply[]): Promise<void> {
  if (replies.length) await tx.insertInto('canned_replies').values(replies).execute()
}

export async function replaceSharedReply(tx: Tx, { id, title, body }: PackReply): Promise<void> {
  await tx.updateTable('canned_replies').set({ title, body, updated_at: new Date() }).where('id', '=', id).execute()
}

export async function deleteSharedReplies(tx: Tx, ids: string[]): Promise<void> {
  if (ids.length) await tx.deleteFrom('canned_replies').where('id', 'in', ids).execute()
}
