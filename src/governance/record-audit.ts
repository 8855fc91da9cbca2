import { insertAudit } from '#governance/queries.ts'
import type { Tx } from '#platform/db/open.ts'

export type AuditEntry = {
  actor: string
  action: string
  target?: string
  detail?: Record<string, unknown>
  ip?: string
}

/** Records an operation in its own transaction, so that neither exists without the other. */
export async function recordAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await insertAudit(tx, { target: '', detail: {}, ip: '', ...entry })
}
