import type { Database, Db } from '#platform/db/open.ts'

/** Cases since a moment that nothing but doubt speaks for; what a person dealt with keeps its place. */
const DOUBTS = `
  select id, status, confidence, locked_until, row_number() over (order by status = 'open', confidence, id) as place
  from failure_cases where kind = 'emotion' and reasons = '["low-confidence"]'::jsonb and at >= $1`

export const statements = {
  bar: `select status, confidence from (${DOUBTS}) d where place = $2`,
  drop: `
    delete from failure_cases where id in (
      select id from (${DOUBTS}) d
      where place > $2 and status = 'open' and (locked_until is null or locked_until < now()))`,
} as const

/** A reading must be less sure than this to be among the `most` doubtful ones. */
export async function doubtBar(database: Database, since: Date, most: number): Promise<number> {
  const [last] = await database.run<{ status: string; confidence: number }>(statements.bar, [since, most])
  if (!last) return 1
  return last.status === 'open' ? last.confidence : 0
}

/** Leaves the `most` doubtful; the others are as if they had never been kept. */
export async function dropSurest(database: Database, since: Date, most: number): Promise<void> {
  await database.run(statements.drop, [since, most])
}

export async function hasFeelingCase(db: Db, text: string): Promise<boolean> {
  const row = await db
    .selectFrom('failure_cases')
    .select('id')
    .where('kind', '=', 'emotion')
    .where('text', '=', text)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
