import type { Db, Queryable, Tx } from '#platform/db/open.ts'
import type { MenuVersion, VoiceMenu } from '#voice/menu/contract.ts'

const MOST = 50

export async function listMenus(db: Queryable): Promise<MenuVersion[]> {
  const rows = await db.selectFrom('voice_menus').selectAll().orderBy('version', 'desc').limit(MOST).execute()
  return rows.map((row) => ({
    version: row.version,
    menu: row.menu as VoiceMenu,
    by: row.saved_by,
    note: row.note,
    at: row.at.toISOString(),
  }))
}

/** False when somebody else saved that version first. */
export async function insertMenu(
  tx: Tx,
  version: number,
  { menu, by, note }: { menu: VoiceMenu; by: string; note: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('voice_menus')
    .values({ version, menu: JSON.stringify(menu), saved_by: by, note })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** What a customer's conversations since then were about, and the latest of them with its rating. */
export async function contactsOf(
  db: Db,
  customerId: string,
  since: Date,
): Promise<{ id: string; subject: string | null; rating: number | null; at: Date }[]> {
  const rows = await db
    .selectFrom('conversations')
    .select(['id', 'subject', 'rating', 'opened_at'])
    .where('customer_id', '=', customerId)
    .where('opened_at', '>=', since)
    .orderBy('opened_at', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({ id: row.id, subject: row.subject, rating: row.rating, at: row.opened_at }))
}
