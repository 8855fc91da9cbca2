import type { Database } from '#platform/db/open.ts'
import type { ConsentPurpose } from '#voice/consent/contract.ts'
import { insertConsent, latestConsent, type NewConsent } from '#voice/consent/queries.ts'

/** Without being told no is meant: staying on the line is consent to a recording, never to anything else. */
const BY_STAYING: ReadonlySet<ConsentPurpose> = new Set(['recording'])

/** Writes down what a caller was told and what he said to it. */
export async function noteConsent(database: Database, consent: NewConsent): Promise<boolean> {
  const given = consent.given && (consent.how !== 'stayed' || BY_STAYING.has(consent.purpose))
  await database.transaction((tx) => insertConsent(tx, { ...consent, given }))
  return given
}

export const consentOf = (database: Database, callId: string, purpose: ConsentPurpose): Promise<boolean | null> =>
  latestConsent(database.db, callId, purpose)
