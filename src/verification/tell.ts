import { recordAudit } from '#governance/record-audit.ts'
import type { Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { Standing } from '#verification/contract.ts'
import type { By, Where } from '#verification/deps.ts'

/** Where a verification stands. */
export const at = (state: Standing['state'], more: Partial<Standing> = {}): Standing => ({
  ...{ state, method: null, hint: '', question: null, wait: 0, left: 0 },
  ...more,
})

/** Whose failures are counted: of him who asks, and of him whom it is about. */
export const subjectsOf = (requesterId: string, customerId: string | null): string[] => [
  `asks:${requesterId}`,
  ...(customerId ? [`about:${customerId}`] : []),
]

type Told = { what: 'begun' | 'passed' | 'failed' | 'locked'; method: Standing['method']; hint: string; by: By }

/** Says in the ledger and in the audit log what came of it, without what was asked or answered. */
export async function tell(tx: Tx, where: Where, { what, method, hint, by }: Told): Promise<void> {
  const target = `conversation:${where.id}`
  await recordAudit(tx, {
    ...by,
    action: `verification.${what}`,
    target,
    detail: { method, ...(hint && { to: hint }) },
  })
  await appendEvents(tx, [
    {
      kind: 'verification.changed',
      conversationId: where.id,
      customerId: where.customerId,
      actor: by.actor,
      payload: { what, method },
    },
  ])
}
