import { type Selectable, sql } from 'kysely'
import type { TranscriptMail } from '#desk/transcripts/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'

export type MailRow = Selectable<Tables['transcript_mails']>
/** `now` is when it was asked for; it is due at once. */
type NewMail = { now: Date } & Pick<
  MailRow,
  'id' | 'conversation_id' | 'requested_by' | 'sealed' | 'hint' | 'address_key' | 'language'
>

export async function insertMail(tx: Tx, { now, ...mail }: NewMail): Promise<void> {
  await tx
    .insertInto('transcript_mails')
    .values({ ...mail, created_at: now, next_at: now })
    .execute()
}

/** How many were asked for since then: of this conversation, to this address, by this person. */
export async function countMails(
  tx: Tx,
  of: { conversationId: string; addressKey: string; by: string },
  since: Date,
): Promise<{ conversation: number; address: number; requester: number }> {
  const { rows } = await sql<{ conversation: number; address: number; requester: number }>`
    select count(*) filter (where conversation_id = ${of.conversationId})::int as conversation,
      count(*) filter (where address_key = ${of.addressKey})::int as address,
      count(*) filter (where requested_by = ${of.by})::int as requester
    from transcript_mails where created_at > ${since}
      and (conversation_id = ${of.conversationId} or address_key = ${of.addressKey} or requested_by = ${of.by})`.execute(
    tx,
  )
  return rows[0]!
}

/** One that is due, held for this node until `until`. */
export async function takeMail(tx: Tx, now: Date, until: Date): Promise<MailRow | null> {
  const { rows } = await sql<MailRow>`
    update transcript_mails set next_at = ${until}, attempts = attempts + 1
    where id = (select id from transcript_mails where status = 'waiting' and next_at <= ${now}
      order by next_at limit 1 for update skip locked)
    returning *`.execute(tx)
  return rows[0] ?? null
}

/** The address is forgotten with the last attempt. */
export async function settleMail(db: Queryable, id: string, status: 'sent' | 'failed'): Promise<void> {
  await db.updateTable('transcript_mails').set({ status, sealed: null }).where('id', '=', id).execute()
}

export async function postponeMail(db: Queryable, id: string, nextAt: Date): Promise<void> {
  await db.updateTable('transcript_mails').set({ next_at: nextAt }).where('id', '=', id).execute()
}

export async function listMails(db: Queryable, conversationId: string): Promise<TranscriptMail[]> {
  const rows = await db
    .selectFrom('transcript_mails')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('created_at', 'desc')
    .limit(20)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    hint: row.hint,
    by: row.requested_by.startsWith('customer:') ? 'customer' : row.requested_by,
    status: row.status as TranscriptMail['status'],
    at: row.created_at.toISOString(),
  }))
}

export async function deleteMails(db: Queryable, before: Date): Promise<void> {
  await db.deleteFrom('transcript_mails').where('created_at', '<', before).where('status', '<>', 'waiting').execute()
}
