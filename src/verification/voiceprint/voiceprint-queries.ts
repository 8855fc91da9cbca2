import type { Queryable, Tx } from '#platform/db/open.ts'

export type VoiceprintRow = { sealed: string; model: string; at: Date }

export async function findVoiceprint(db: Queryable, customerId: string): Promise<VoiceprintRow | null> {
  const row = await db.selectFrom('voiceprints').selectAll().where('customer_id', '=', customerId).executeTakeFirst()
  return row ? { sealed: row.sealed, model: row.model, at: row.created_at } : null
}

export async function putVoiceprint(
  tx: Tx,
  row: { customerId: string; sealed: string; model: string; notice: string; by: string; now: Date },
): Promise<void> {
  const values = { sealed: row.sealed, model: row.model, notice: row.notice, created_by: row.by, created_at: row.now }
  await tx
    .insertInto('voiceprints')
    .values({ customer_id: row.customerId, ...values })
    .onConflict((oc) => oc.column('customer_id').doUpdateSet(values))
    .execute()
}

/** True when there was one. */
export async function deleteVoiceprint(tx: Tx, customerId: string): Promise<boolean> {
  const row = await tx
    .deleteFrom('voiceprints')
    .where('customer_id', '=', customerId)
    .returning('customer_id')
    .executeTakeFirst()
  return row !== undefined
}
