import type { AuditEntry, AuditFilter, AuditRecord } from '#governance/contract.ts'
import type { Db, Tx } from '#platform/db/open.ts'

export async function insertAudit(tx: Tx, entry: Required<AuditEntry>): Promise<void> {
  await tx
    .insertInto('audit_log')
    .values({ ...entry, detail: JSON.stringify(entry.detail) })
    .execute()
}

/** Newest first; at most `limit`, from before the record `cursor` on. */
export async function listAudit(db: Db, filter: AuditFilter): Promise<AuditRecord[]> {
  const { actor, action, target, from, to, cursor, limit } = filter
  let query = db.selectFrom('audit_log').selectAll()
  if (actor) query = query.where('actor', '=', actor)
  if (action?.endsWith('.*')) query = query.where('action', 'like', `${action.slice(0, -1).replace(/_/g, '\\_')}%`)
  else if (action) query = query.where('action', '=', action)
  if (target) query = query.where('target', 'like', `${target.replace(/[\\%_]/g, '\\$&')}%`)
  if (from) query = query.where('at', '>=', new Date(from))
  if (to) query = query.where('at', '<', new Date(to))
  if (cursor) query = query.where('id', '<', Number(cursor))
  const rows = await query.orderBy('id', 'desc').limit(limit).execute()
  return rows.map((row) => ({
    ...row,
    id: String(row.id),
    at: row.at.toISOString(),
    detail: row.detail as Record<string, unknown>,
  }))
}
