import type { PracticeLine, PracticeScore, RunState } from '#desk/practice/contract.ts'
import type { Db, Queryable } from '#platform/db/open.ts'

export type StoredRun = {
  id: string
  userId: string
  scenarioId: string
  language: 'zh' | 'en'
  state: RunState
  transcript: PracticeLine[]
  score: PracticeScore | null
  version: number
  startedAt: string
  endedAt: string | null
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>
const select = (db: Queryable) => db.selectFrom('practice_runs').selectAll()
const toRun = (row: Row): StoredRun => ({
  id: row.id,
  userId: row.user_id,
  scenarioId: row.scenario_id,
  language: row.language as 'zh' | 'en',
  state: row.state as RunState,
  transcript: row.transcript as PracticeLine[],
  score: row.score as PracticeScore | null,
  version: row.version,
  startedAt: row.started_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
})

export async function insertRun(db: Db, run: StoredRun): Promise<void> {
  await db
    .insertInto('practice_runs')
    .values({
      id: run.id,
      user_id: run.userId,
      scenario_id: run.scenarioId,
      language: run.language,
      state: JSON.stringify(run.state),
      transcript: JSON.stringify(run.transcript),
      status: run.state.status,
      started_at: run.startedAt,
    })
    .execute()
}

/** False when another request of the same person came first. */
export async function updateRun(db: Db, run: StoredRun): Promise<boolean> {
  const updated = await db
    .updateTable('practice_runs')
    .set({
      state: JSON.stringify(run.state),
      transcript: JSON.stringify(run.transcript),
      status: run.state.status,
      score: run.score === null ? null : JSON.stringify(run.score),
      ended_at: run.endedAt,
      version: run.version + 1,
    })
    .where('id', '=', run.id)
    .where('version', '=', run.version)
    .returning('id')
    .executeTakeFirst()
  return updated !== undefined
}

export async function findRun(db: Db, id: string): Promise<StoredRun | null> {
  const row = await select(db).where('id', '=', id).executeTakeFirst()
  return row ? toRun(row) : null
}

/** A person's attempts that are over, newest first. */
export async function listRuns(db: Db, userId: string, limit: number): Promise<StoredRun[]> {
  const rows = await select(db)
    .where('user_id', '=', userId)
    .where('score', 'is not', null)
    .orderBy('started_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toRun)
}
