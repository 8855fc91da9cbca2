import type { AuditEntry } from '#governance/contract.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'

export type By = { actor: string; ip: string }
type What = 'plan' | 'published' | 'templates' | 'settings' | 'request'

/** Tells everybody that something of the roster changed, and keeps who did it. */
export async function tellRoster(
  tx: Tx,
  payload: { what: What; monday: string | null },
  by: By,
  record: Omit<AuditEntry, 'actor' | 'ip'>,
): Promise<void> {
  await appendEvents(tx, [{ kind: 'roster.changed', conversationId: null, customerId: null, actor: by.actor, payload }])
  await recordAudit(tx, { ...by, ...record })
}
