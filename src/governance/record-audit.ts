import type { AuditEntry } from '#governance/contract.ts'
import { insertAudit } from '#governance/queries.ts'
import type { Tx } from '#platform/db/open.ts'

/** Records an operation in its own transaction, so that neither exists without the other. */
export async function recordAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await insertAudit(tx, { target: '', detail: {}, ip: '', ...entry })
}
