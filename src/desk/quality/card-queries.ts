import type { Selectable } from 'kysely'
import type {
  CoachingNote,
  SamplingRule,
  SamplingRuleInput,
  Scorecard,
  ScorecardInput,
} from '#desk/quality/contract.ts'
import type { Db, Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'

const toCard = (row: Selectable<Tables['scorecards']>): Scorecard => ({
  id: row.id,
  name: row.name,
  nameEn: row.name_en,
  criteria: row.criteria as Scorecard['criteria'],
  passMark: row.pass_mark,
  active: row.active,
  version: row.version,
})

export async function listCards(db: Queryable): Promise<Scorecard[]> {
  return (await db.selectFrom('scorecards').selectAll().orderBy('name').limit(200).execute()).map(toCard)
}

export async function findCard(db: Queryable, id: string): Promise<Scorecard | null> {
  const row = await db.selectFrom('scorecards').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toCard(row) : null
}

export async function putCard(tx: Tx, id: string, version: number, input: ScorecardInput, by: string): Promise<void> {
  const values = {
    name: input.name,
    name_en: input.nameEn,
    criteria: JSON.stringify(input.criteria),
    pass_mark: input.passMark,
    active: input.active,
    version,
    updated_by: by,
    updated_at: new Date(),
  }
  await tx
    .insertInto('scorecards')
    .values({ id, ...values })
    .onConflict((oc) => oc.column('id').doUpdateSet(values))
    .execute()
}

const toRule = (row: Selectable<Tables['sampling_rules']>): SamplingRule => ({
  id: row.id,
  name: row.name,
  nameEn: row.name_en,
  scorecardId: row.scorecard_id,
  trigger: row.trigger as SamplingRule['trigger'],
  share: row.share,
  agentId: row.agent_id,
  channel: row.channel,
  queueId: row.queue_id,
  active: row.active,
})

/** Those about something particular before those about everything. */
export async function listRules(db: Queryable): Promise<SamplingRule[]> {
  const rules = (await db.selectFrom('sampling_rules').selectAll().orderBy('name').limit(200).execute()).map(toRule)
  return rules.sort((a, b) => Number(a.trigger === 'any') - Number(b.trigger === 'any'))
}

export async function putRule(tx: Tx, id: string, input: SamplingRuleInput, by: string): Promise<void> {
  const values = {
    name: input.name,
    name_en: input.nameEn,
    scorecard_id: input.scorecardId,
    trigger: input.trigger,
    share: input.share,
    agent_id: input.agentId,
    channel: input.channel,
    queue_id: input.queueId,
    active: input.active,
    updated_by: by,
    updated_at: new Date(),
  }
  await tx
    .insertInto('sampling_rules')
    .values({ id, ...values })
    .onConflict((oc) => oc.column('id').doUpdateSet(values))
    .execute()
}

export async function deleteRule(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('sampling_rules').where('id', '=', id).executeTakeFirst()
  return Number(numDeletedRows) > 0
}

type NoteRow = Selectable<Tables['coaching_notes']>
const toNote = (row: NoteRow): CoachingNote => ({
  id: row.id,
  agentId: row.agent_id,
  authorId: row.author_id,
  authorName: row.author_name,
  reviewId: row.review_id,
  text: row.text,
  at: row.at.toISOString(),
  readAt: row.read_at?.toISOString() ?? null,
})

/** Newest first. */
export async function listNotes(db: Db, filter: { agentId?: string; reviewId?: string }): Promise<CoachingNote[]> {
  let query = db.selectFrom('coaching_notes').selectAll().orderBy('at', 'desc').limit(200)
  if (filter.agentId) query = query.where('agent_id', '=', filter.agentId)
  if (filter.reviewId) query = query.where('review_id', '=', filter.reviewId)
  return (await query.execute()).map(toNote)
}

export async function insertNote(
  tx: Tx,
  note: { id: string; agentId: string; authorId: string; authorName: string; reviewId: string | null; text: string },
): Promise<CoachingNote> {
  const row = await tx
    .insertInto('coaching_notes')
    .values({
      id: note.id,
      agent_id: note.agentId,
      author_id: note.authorId,
      author_name: note.authorName,
      review_id: note.reviewId,
      text: note.text,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toNote(row)
}

/** False when it is not this agent's. */
export async function markNoteRead(tx: Tx, id: string, agentId: string): Promise<boolean> {
  const marked = await tx
    .updateTable('coaching_notes')
    .set((eb) => ({ read_at: eb.fn.coalesce('read_at', eb.val(new Date())) }))
    .where('id', '=', id)
    .where('agent_id', '=', agentId)
    .returning('id')
    .executeTakeFirst()
  return marked !== undefined
}
