import { sql } from 'kysely'
import type { Review, Scorecard } from '#desk/quality/contract.ts'
import type { Db, Queryable, Tx } from '#platform/db/open.ts'

const select = (db: Queryable) =>
  db
    .selectFrom('quality_reviews as r')
    .innerJoin('conversations as c', 'c.id', 'r.conversation_id')
    .innerJoin('customers as k', 'k.id', 'c.customer_id')
    .innerJoin('users as a', 'a.id', 'r.agent_id')
    .leftJoin('users as i', 'i.id', 'r.inspector_id')
    .leftJoin('sampling_rules as s', 's.id', 'r.rule_id')
    .selectAll('r')
    .select([
      'c.subject',
      'k.display_name',
      'a.name as agent_name',
      'a.name_en as agent_name_en',
      'i.name as inspector_name',
    ])
    .select(['s.name as rule_name', 's.name_en as rule_name_en'])

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

const toReview = (row: Row): Review => ({
  ...{ id: row.id, conversationId: row.conversation_id, customerName: row.display_name, subject: row.subject },
  scorecard: row.scorecard as Scorecard,
  ...{ agentId: row.agent_id, agentName: row.agent_name, agentNameEn: row.agent_name_en },
  why: row.why as Review['why'],
  ruleName: row.rule_name,
  ruleNameEn: row.rule_name_en,
  status: row.status as Review['status'],
  ...{ inspectorId: row.inspector_id, inspectorName: row.inspector_name },
  automatic: row.automatic as Review['automatic'],
  scores: row.scores as Review['scores'],
  ...{ total: row.total, passed: row.passed, comment: row.comment },
  appeal: row.appeal as Review['appeal'],
  version: row.version,
  createdAt: row.created_at.toISOString(),
  doneAt: row.done_at?.toISOString() ?? null,
})

export type ReviewFilter = {
  status?: string[] | undefined
  agentId?: string | undefined
  /** Only what the agent may see of his own: what was scored. */
  scored?: boolean
  why?: Review['why']
  before?: { at: string; id: string } | undefined
  limit: number
}

/** Newest first. */
export async function listReviews(db: Db, filter: ReviewFilter): Promise<Review[]> {
  let query = select(db).orderBy('r.created_at', 'desc').orderBy('r.id', 'desc').limit(filter.limit)
  if (filter.status?.length) query = query.where('r.status', 'in', filter.status)
  if (filter.agentId) query = query.where('r.agent_id', '=', filter.agentId)
  if (filter.scored) query = query.where('r.status', '<>', 'waiting').where('r.why', '<>', 'calibration')
  if (filter.why) query = query.where('r.why', '=', filter.why)
  const { before } = filter
  if (before) query = query.where(sql<boolean>`(r.created_at, r.id) < (${before.at}::timestamptz, ${before.id})`)
  return (await query.execute()).map(toReview)
}

export async function findReview(db: Queryable, id: string): Promise<Review | null> {
  const row = await select(db).where('r.id', '=', id).executeTakeFirst()
  return row ? toReview(row) : null
}

/** Scored reviews of the same conversation and card by several inspectors, newest conversations first. */
export async function listCalibrated(db: Db, limit: number): Promise<Review[]> {
  const rows = await select(db)
    .where('r.status', '<>', 'waiting')
    .where(
      sql<boolean>`exists (select 1 from quality_reviews o where o.conversation_id = r.conversation_id
        and o.scorecard_id = r.scorecard_id and o.id <> r.id and o.status <> 'waiting' and o.inspector_id <> r.inspector_id)`,
    )
    .orderBy('r.created_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toReview)
}

export type NewReview = Pick<Review, 'id' | 'conversationId' | 'scorecard' | 'agentId' | 'why' | 'automatic'> & {
  ruleId: string | null
  inspectorId: string | null
}

/** False when the conversation has one with this card already. */
export async function insertReview(tx: Tx, one: NewReview): Promise<boolean> {
  const inserted = await tx
    .insertInto('quality_reviews')
    .values({
      id: one.id,
      conversation_id: one.conversationId,
      scorecard: JSON.stringify(one.scorecard),
      scorecard_id: one.scorecard.id,
      agent_id: one.agentId,
      rule_id: one.ruleId,
      why: one.why,
      status: 'waiting',
      inspector_id: one.inspectorId,
      automatic: JSON.stringify(one.automatic),
      // Places in lists are told in milliseconds.
      created_at: new Date(),
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export type ReviewChange = Partial<
  Pick<Review, 'status' | 'inspectorId' | 'scores' | 'total' | 'passed' | 'comment' | 'appeal' | 'doneAt' | 'automatic'>
>

/** False when somebody changed it since `version`. */
export async function updateReview(tx: Tx, id: string, version: number, to: ReviewChange): Promise<boolean> {
  const updated = await tx
    .updateTable('quality_reviews')
    .set({
      version: version + 1,
      ...(to.status && { status: to.status }),
      ...(to.inspectorId !== undefined && { inspector_id: to.inspectorId }),
      ...(to.scores && { scores: JSON.stringify(to.scores) }),
      ...(to.total !== undefined && { total: to.total }),
      ...(to.passed !== undefined && { passed: to.passed }),
      ...(to.comment !== undefined && { comment: to.comment }),
      ...(to.appeal !== undefined && { appeal: JSON.stringify(to.appeal) }),
      ...(to.automatic && { automatic: JSON.stringify(to.automatic) }),
      ...(to.doneAt !== undefined && { done_at: to.doneAt }),
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return updated !== undefined
}

/** Who served a conversation last, by what he wrote; null when no person did. */
export async function servedBy(db: Queryable, conversationId: string): Promise<string | null> {
  const row = await db
    .selectFrom('messages as m')
    .innerJoin('users as u', 'u.id', 'm.author_id')
    .select('m.author_id')
    .where('m.conversation_id', '=', conversationId)
    .where('m.author_kind', '=', 'agent')
    .where('m.internal', '=', false)
    .orderBy('m.seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.author_id ?? null
}
