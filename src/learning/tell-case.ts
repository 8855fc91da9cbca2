import type { z } from 'zod'
import type { learningEvents } from '#learning/contract.ts'
import type { Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'

type What = z.infer<(typeof learningEvents)['case.changed']['payload']>['what']

export async function tellCase(tx: Tx, caseId: string, what: What, actor: string): Promise<void> {
  const payload = { caseId, what }
  await appendEvents(tx, [{ kind: 'case.changed', conversationId: null, customerId: null, actor, payload }])
}
