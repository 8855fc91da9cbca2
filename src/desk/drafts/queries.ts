import type { Draft } from '#desk/drafts/contract.ts'
import type { Db } from '#platform/db/open.ts'

export async function listDrafts(db: Db, userId: string): Promise<Draft[]> {
  const rows = await db
    .selectFrom('drafts')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('updated_at', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    conversationId: row.conversation_id,
    text: row.text,
    note: row.note,
    updatedAt: row.updated_at.toISOString(),
  }))
}

export async function putDraft(db: Db, userId: string, draft: Omit<Draft, 'updatedAt'>, now: Date): Promise<void> {
  const values = { text: draft.text, note: draft.note, updated_at: now }
  await db
    .insertInto('drafts')
    .values({ user_id: userId, conversation_id: draft.conversationId, ...values })
    .onConflict((oc) => oc.columns(['user_id', 'conversation_id']).doUpdateSet(values))
    .execute()
}

export async function deleteDraft(db: Db, userId: string, conversationId: string): Promise<void> {
  await db.deleteFrom('drafts').where('user_id', '=', userId).where('conversation_id', '=', conversationId).execute()
}

export async function deleteOldDrafts(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('drafts').where('updated_at', '<', before).execute()
}
