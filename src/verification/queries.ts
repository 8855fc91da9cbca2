import { type Selectable, sql } from 'kysely'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'
import { UNWATCHED, type Watch } from '#verification/challenge.ts'
import type { Proof, VerificationMethod } from '#verification/contract.ts'

export type ChallengeRow = Omit<Selectable<Tables['verification_challenges']>, 'method' | 'state' | 'secret'> & {
  method: VerificationMethod
  state: 'open' | 'passed' | 'failed' | 'expired' | 'replaced'
  secret: unknown
}

export async function insertChallenge(
  tx: Tx,
  row: Pick<ChallengeRow, 'id' | 'conversation_id' | 'requester_id' | 'customer_id' | 'method' | 'address_key'> &
    Pick<ChallengeRow, 'hint' | 'begun_by' | 'expires_at' | 'secret'> & { now: Date },
): Promise<void> {
  const { now, secret, ...rest } = row
  await replaceOpen(tx, row.conversation_id)
  await tx
    .insertInto('verification_challenges')
    .values({ ...rest, secret: JSON.stringify(secret), created_at: now, sent_at: now })
    .execute()
}

const replaceOpen = (tx: Tx, conversationId: string) =>
  tx
    .updateTable('verification_challenges')
    .set({ state: 'replaced' })
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'open')
    .execute()

/** The open challenge of a conversation; locked until the transaction ends when `lock`. */
export async function openChallenge(db: Queryable, conversationId: string, lock = false): Promise<ChallengeRow | null> {
  let query = db
    .selectFrom('verification_challenges')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'open')
  if (lock) query = query.forUpdate()
  return ((await query.executeTakeFirst()) as ChallengeRow | undefined) ?? null
}

export async function updateChallenge(
  tx: Tx,
  id: string,
  set: Partial<Pick<ChallengeRow, 'state' | 'tries' | 'sent_at' | 'expires_at' | 'secret'>>,
): Promise<void> {
  const { secret, ...rest } = set
  await tx
    .updateTable('verification_challenges')
    .set({ ...rest, ...(secret !== undefined && { secret: JSON.stringify(secret) }) })
    .where('id', '=', id)
    .execute()
}

export async function listChallenges(db: Queryable, conversationId: string, limit: number): Promise<ChallengeRow[]> {
  const rows = await db
    .selectFrom('verification_challenges')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute()
  return rows as ChallengeRow[]
}

/** How many codes went to an address, were asked for by somebody, or were about somebody since. */
export async function countSent(
  db: Queryable,
  of: { addressKey: string; requesterId: string; customerId: string | null },
  since: Date,
): Promise<{ address: number; requester: number; customer: number }> {
  const row = await db
    .selectFrom('verification_sends')
    .select([
      sql<number>`count(*) filter (where address_key = ${of.addressKey})::int`.as('address'),
      sql<number>`count(*) filter (where requester_id = ${of.requesterId})::int`.as('requester'),
      sql<number>`count(*) filter (where customer_id = ${of.customerId})::int`.as('customer'),
    ])
    .where('at', '>', since)
    .where((eb) =>
      eb.or([
        eb('address_key', '=', of.addressKey),
        eb('requester_id', '=', of.requesterId),
        eb('customer_id', '=', of.customerId),
      ]),
    )
    .executeTakeFirstOrThrow()
  return row
}

export async function insertSend(
  tx: Tx,
  of: { id: string; addressKey: string; requesterId: string; customerId: string | null; now: Date },
): Promise<void> {
  const { id, addressKey, requesterId, customerId, now } = of
  await tx
    .insertInto('verification_sends')
    .values({ id, address_key: addressKey, requester_id: requesterId, customer_id: customerId, at: now })
    .execute()
}

export async function deleteOldSends(db: Queryable, before: Date): Promise<void> {
  await db.deleteFrom('verification_sends').where('at', '<', before).execute()
}

/** Failures in a row of a subject; locked until the transaction ends when `lock`. */
export async function readWatch(db: Queryable, subject: string, lock = false): Promise<Watch> {
  let query = db.selectFrom('verification_locks').selectAll().where('subject', '=', subject)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  if (!row) return UNWATCHED
  return {
    failures: row.failures,
    lastFailedAt: row.last_failed_at.getTime(),
    lockedUntil: row.locked_until?.getTime() ?? null,
  }
}

export async function writeWatch(tx: Tx, subject: string, watch: Watch): Promise<void> {
  if (watch.failures === 0) {
    await tx.deleteFrom('verification_locks').where('subject', '=', subject).execute()
    return
  }
  const values = {
    failures: watch.failures,
    last_failed_at: new Date(watch.lastFailedAt),
    locked_until: watch.lockedUntil === null ? null : new Date(watch.lockedUntil),
  }
  await tx
    .insertInto('verification_locks')
    .values({ subject, ...values })
    .onConflict((oc) => oc.column('subject').doUpdateSet(values))
    .execute()
}

export async function putProof(tx: Tx, proof: Proof, challengeId: string): Promise<void> {
  const values = {
    customer_id: proof.customerId,
    method: proof.method,
    rank: proof.rank,
    challenge_id: challengeId,
    at: new Date(proof.at),
    expires_at: new Date(proof.expiresAt),
  }
  await tx
    .insertInto('verification_proofs')
    .values({ conversation_id: proof.conversationId, ...values })
    .onConflict((oc) => oc.column('conversation_id').doUpdateSet(values))
    .execute()
}

/** Proofs that still count: all of them, or that of one conversation. */
export async function proofsInForce(db: Queryable, now: Date, conversationIds?: string[]): Promise<Proof[]> {
  if (conversationIds?.length === 0) return []
  let query = db.selectFrom('verification_proofs').selectAll().where('expires_at', '>', now)
  if (conversationIds) query = query.where('conversation_id', 'in', conversationIds)
  return (await query.execute()).map((row) => ({
    conversationId: row.conversation_id,
    customerId: row.customer_id,
    method: row.method as VerificationMethod,
    rank: row.rank,
    at: row.at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  }))
}
