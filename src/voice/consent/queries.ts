import type { Queryable, Tx } from '#platform/db/open.ts'
import { newId } from '#platform/id.ts'
import type { ConsentHow, ConsentPurpose } from '#voice/consent/contract.ts'

export type NewConsent = {
  callId: string
  customerId: string | null
  purpose: ConsentPurpose
  given: boolean
  how: ConsentHow
  notice: string
}

export async function insertConsent(tx: Tx, consent: NewConsent): Promise<void> {
  await tx
    .insertInto('voice_consents')
    .values({
      id: newId(),
      call_id: consent.callId,
      customer_id: consent.customerId,
      purpose: consent.purpose,
      given: consent.given,
      how: consent.how,
      notice: consent.notice,
    })
    .execute()
}

/** The latest word of a call on a purpose; null when it was not asked. */
export async function latestConsent(db: Queryable, callId: string, purpose: ConsentPurpose): Promise<boolean | null> {
  const row = await db
    .selectFrom('voice_consents')
    .select('given')
    .where('call_id', '=', callId)
    .where('purpose', '=', purpose)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row?.given ?? null
}
