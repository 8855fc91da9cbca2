import type { Conversations } from '#conversations/change.ts'
import type { AuditEntry } from '#governance/contract.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { WordingRule } from '#packs/contract.ts'
import type { Database, Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'

export type QualityDeps = {
  database: Database
  conversations: Conversations
  /** Wording that is banned at the moment. */
  rules: () => readonly WordingRule[]
}

/** Who does something: `actor` as in the ledger. */
export type By = { actor: string; userId: string; name: string; ip: string }

type What = 'sampled' | 'scored' | 'appealed' | 'settled' | 'coached' | 'read' | 'settings'

/** The fact of a change, in its transaction. */
export async function tellQuality(
  tx: Tx,
  actor: string,
  about: { agentId: string; reviewId: string | null; what: What },
) {
  await appendEvents(tx, [{ kind: 'quality.changed', conversationId: null, customerId: null, actor, payload: about }])
}

export const auditQuality = (
  tx: Tx,
  by: By,
  action: AuditEntry['action'],
  target: string,
  detail: Record<string, unknown>,
) => recordAudit(tx, { actor: by.actor, ip: by.ip, action, target, detail })
