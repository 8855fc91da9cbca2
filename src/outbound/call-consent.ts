import { plainNumber } from '#customers/identify.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { By } from '#outbound/change-campaign.ts'
import { customersBehind, insertCallConsents } from '#outbound/consent-queries.ts'
import type { ImportedConsents } from '#outbound/contract.ts'
import type { ReadConsent } from '#outbound/read-consents.ts'
import type { Tx } from '#platform/db/open.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'

export type Agreed = { customerId: string; given: boolean; evidence: string }

/** Keeps what a customer said to being called. */
export async function noteCallConsent(
  tx: Tx,
  { customerId, given, evidence }: Agreed,
  by: By,
  now: Date,
): Promise<void> {
  await insertCallConsents(tx, [{ id: newId(), customerId, given, evidence, by: by.actor, now }])
  const detail = { given }
  await recordAudit(tx, { ...by, action: 'call-consent.noted', target: `customer:${customerId}`, detail })
  await appendEvents(tx, [changed(1, by)])
}

/** Keeps what the customers of a file said, each at its own day, so that an old yes does not undo a later no. */
export async function importCallConsents(tx: Tx, rows: readonly ReadConsent[], by: By): Promise<ImportedConsents> {
  const clear = rows.flatMap(({ number, externalId, given, evidence, at }) =>
    given === null || !evidence || !at || !(number || externalId)
      ? []
      : [{ number: number && plainNumber(number), externalId, given, evidence, now: at }],
  )
  const { byNumber, byExternalId } = await customersBehind(tx, {
    numbers: [...new Set(clear.flatMap(({ number }) => number || []))],
    externalIds: [...new Set(clear.flatMap(({ externalId }) => externalId || []))],
  })
  const consents = clear.flatMap(({ number, externalId, ...said }) => {
    const customerId = externalId ? byExternalId.get(externalId) : byNumber.get(number)
    return customerId ? [{ ...said, id: newId(), customerId, by: by.actor }] : []
  })
  const noted = consents.length
  const came = { noted, unknown: clear.length - noted, unclear: rows.length - clear.length }
  if (!noted) return came
  await insertCallConsents(tx, consents)
  await recordAudit(tx, { ...by, action: 'call-consent.imported', target: 'call-consents', detail: came })
  await appendEvents(tx, [changed(noted, by)])
  return came
}

const changed = (noted: number, { actor }: By) => ({
  ...{ kind: 'call-consent.changed', conversationId: null, customerId: null, actor, payload: { noted } },
})
