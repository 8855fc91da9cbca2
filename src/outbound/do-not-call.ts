import { maskPhone } from '#governance/mask.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { By } from '#outbound/change-campaign.ts'
import type { DoNotCallEntry } from '#outbound/contract.ts'
import { deleteStop, insertStop, stoppedAmong } from '#outbound/do-not-call-queries.ts'
import { isNumber, type KeyOf } from '#outbound/number-key.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { appendEvents } from '#platform/ledger/append.ts'

export type Stop = {
  number: string
  source: DoNotCallEntry['source']
  reason: string
  campaignId?: string | null
}

/** From now on nobody calls this number. False when it stood on the list already. */
export async function stopCalling(tx: Tx, keyOf: KeyOf, stop: Stop, by: By, now: Date): Promise<boolean> {
  const { number, source, reason, campaignId = null } = stop
  if (!isNumber(number)) throw new AppError('bad_request', { detail: 'number' })
  const masked = maskPhone(number)
  const added = await insertStop(tx, { key: keyOf(number), masked, source, reason, campaignId, by: by.actor, now })
  if (!added) return false
  await recordAudit(tx, { ...by, action: 'do-not-call.added', target: 'do-not-call', detail: { source, masked } })
  await appendEvents(tx, [fact('added', by)])
  return true
}

/** Throws not_found. */
export async function callAgain(tx: Tx, key: string, reason: string, by: By): Promise<void> {
  if (!(await deleteStop(tx, key))) throw new AppError('not_found')
  await recordAudit(tx, { ...by, action: 'do-not-call.removed', target: 'do-not-call', detail: { reason } })
  await appendEvents(tx, [fact('removed', by)])
}

export const isStopped = async (db: Queryable, keyOf: KeyOf, number: string): Promise<boolean> =>
  (await stoppedAmong(db, [keyOf(number)])).size > 0

const fact = (what: 'added' | 'removed', { actor }: By) => ({
  ...{ kind: 'do-not-call.changed', conversationId: null, customerId: null, actor, payload: { what } },
})
