import { sql } from 'kysely'
import type { DayPlan, PlanChange } from '#desk/roster/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'

/** Whose days are planned. */
const ROLES = ['agent', 'supervisor']

export type RosterPerson = { userId: string; name: string; nameEn: string }
export async function listPeople(db: Queryable): Promise<RosterPerson[]> {
  const rows = await db
    .selectFrom('users')
    .select(['id', 'name', 'name_en'])
    .where('disabled', '=', false)
    .where('role', 'in', ROLES)
    .orderBy('role')
    .orderBy('login')
    .limit(1000)
    .execute()
  return rows.map((row) => ({ userId: row.id, name: row.name, nameEn: row.name_en }))
}

export type StoredDay = { userId: string; date: string; draft: DayPlan; published: DayPlan | null }
type Row = { user_id: string; date: string; draft: unknown; published: unknown }
const toDay = (row: Row): StoredDay => ({
  userId: row.user_id,
  date: row.date,
  draft: row.draft as DayPlan,
  published: row.published as DayPlan | null,
})

/** Both ends included. */
export async function listDays(db: Queryable, from: string, to: string, userId?: string): Promise<StoredDay[]> {
  let query = db.selectFrom('roster_days').selectAll().where('date', '>=', from).where('date', '<=', to)
  if (userId) query = query.where('user_id', '=', userId)
  return (await query.orderBy('user_id').orderBy('date').execute()).map(toDay)
}

/** Held to the end of the transaction. */
export async function lockDay(tx: Tx, userId: string, date: string): Promise<StoredDay | null> {
  const row = await tx
    .selectFrom('roster_days')
    .selectAll()
    .where('user_id', '=', userId)
    .where('date', '=', date)
    .forUpdate()
    .executeTakeFirst()
  return row ? toDay(row) : null
}

export async function writeDrafts(tx: Tx, changes: readonly PlanChange[]): Promise<void> {
  await tx
    .insertInto('roster_days')
    .values(changes.map(({ userId, date, plan }) => ({ user_id: userId, date, draft: JSON.stringify(plan) })))
    .onConflict((oc) => oc.columns(['user_id', 'date']).doUpdateSet((eb) => ({ draft: eb.ref('excluded.draft') })))
    .execute()
}

/** What is planned and told at once, as when a request is granted. */
export async function writeDay(tx: Tx, { userId, date, draft, published }: StoredDay): Promise<void> {
  const values = { draft: JSON.stringify(draft), published: published && JSON.stringify(published) }
  await tx
    .insertInto('roster_days')
    .values({ user_id: userId, date, ...values })
    .onConflict((oc) => oc.columns(['user_id', 'date']).doUpdateSet(values))
    .execute()
}

/** From now on people are told what is planned; says for how many days that is news. */
export async function publishDays(tx: Tx, from: string, to: string): Promise<number> {
  const rows = await tx
    .updateTable('roster_days')
    .set({ published: sql<string>`draft` })
    .where('date', '>=', from)
    .where('date', '<=', to)
    .where(sql<boolean>`published is distinct from draft`)
    .returning('date')
    .execute()
  return rows.length
}

export async function notePublished(tx: Tx, monday: string, by: string, at: Date): Promise<void> {
  const values = { published_by: by, published_at: at }
  await tx
    .insertInto('roster_weeks')
    .values({ monday, ...values })
    .onConflict((oc) => oc.column('monday').doUpdateSet(values))
    .execute()
}

export async function publishedAt(db: Queryable, monday: string): Promise<Date | null> {
  const row = await db.selectFrom('roster_weeks').select('published_at').where('monday', '=', monday).executeTakeFirst()
  return row?.published_at ?? null
}
