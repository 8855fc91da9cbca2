import { sql } from 'kysely'
import type { Db } from '#platform/db/open.ts'

/** A case an agent solved and its customer was content with; question and answer are masked. */
export type SolvedCase = {
  conversationId: string
  language: 'zh' | 'en'
  question: string
  questions: string[]
  answer: string
  intent: string | null
  rating: number
  agentId: string | null
  closedAt: string
}

/** The newest ones. */
export async function listSolved(db: Db, limit: number): Promise<SolvedCase[]> {
  const rows = await db.selectFrom('solved_cases').selectAll().orderBy('closed_at', 'desc').limit(limit).execute()
  return rows.map((row) => ({
    conversationId: row.conversation_id,
    language: row.language as 'zh' | 'en',
    question: row.question,
    questions: row.questions as string[],
    answer: row.answer,
    intent: row.intent,
    rating: row.rating,
    agentId: row.agent_id,
    closedAt: row.closed_at.toISOString(),
  }))
}

export async function putSolved(db: Db, one: SolvedCase): Promise<void> {
  const values = {
    conversation_id: one.conversationId,
    language: one.language,
    question: one.question,
    questions: JSON.stringify(one.questions),
    answer: one.answer,
    intent: one.intent,
    rating: one.rating,
    agent_id: one.agentId,
    closed_at: one.closedAt,
  }
  await db
    .insertInto('solved_cases')
    .values(values)
    .onConflict((oc) => oc.column('conversation_id').doUpdateSet(values))
    .execute()
}

export async function removeSolved(db: Db, conversationId: string): Promise<void> {
  await db.deleteFrom('solved_cases').where('conversation_id', '=', conversationId).execute()
}

/** Conversations of a customer before this one, and how many of them he rated with one or two. */
export async function countEarlier(
  db: Db,
  customerId: string,
  except: string,
): Promise<{ earlier: number; unhappy: number }> {
  const row = await db
    .selectFrom('conversations')
    .select((eb) => [
      eb.fn.countAll<number>().as('earlier'),
      sql<number>`count(*) filter (where rating <= 2)`.as('unhappy'),
    ])
    .where('customer_id', '=', customerId)
    .where('id', '<>', except)
    .executeTakeFirstOrThrow()
  return { earlier: Number(row.earlier), unhappy: Number(row.unhappy) }
}
