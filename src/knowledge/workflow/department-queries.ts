import { sql } from 'kysely'
import type { Department, DepartmentInput } from '#knowledge/workflow/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'

/** All of them by name, with members and how many articles they own. */
export async function listDepartments(db: Queryable, id?: string): Promise<Department[]> {
  let query = db.selectFrom('departments as d').select((eb) => [
    'd.id',
    'd.name',
    'd.name_en',
    'd.author_may_publish',
    eb
      .selectFrom('articles as a')
      .select((inner) => inner.fn.countAll<number>().as('n'))
      .whereRef('a.department_id', '=', 'd.id')
      .as('articles'),
    sql<
      string[]
    >`(select coalesce(jsonb_agg(m.user_id order by m.user_id), '[]') from department_members m where m.department_id = d.id)`.as(
      'members',
    ),
  ])
  if (id !== undefined) query = query.where('d.id', '=', id)
  const rows = await query.orderBy('d.name').limit(500).execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    nameEn: row.name_en,
    authorMayPublish: row.author_may_publish,
    members: row.members,
    articles: Number(row.articles),
  }))
}

/** False when the name is taken. */
export async function insertDepartment(tx: Tx, id: string, input: DepartmentInput): Promise<boolean> {
  const row = await tx
    .insertInto('departments')
    .values({ id, name: input.name, name_en: input.nameEn, author_may_publish: input.authorMayPublish })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function nameTaken(tx: Tx, name: string, butBy: string): Promise<boolean> {
  const row = await tx
    .selectFrom('departments')
    .select('id')
    .where('name', '=', name)
    .where('id', '!=', butBy)
    .executeTakeFirst()
  return row !== undefined
}

export async function updateDepartment(tx: Tx, id: string, input: DepartmentInput): Promise<void> {
  await tx
    .updateTable('departments')
    .set({ name: input.name, name_en: input.nameEn, author_may_publish: input.authorMayPublish })
    .where('id', '=', id)
    .execute()
}

export async function deleteDepartment(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('departments').where('id', '=', id).execute()
}

/** Makes exactly these users its members; false when one of them does not exist. */
export async function setMembers(tx: Tx, id: string, userIds: string[]): Promise<boolean> {
  const known = userIds.length ? await tx.selectFrom('users').select('id').where('id', 'in', userIds).execute() : []
  if (known.length !== new Set(userIds).size) return false
  await tx.deleteFrom('department_members').where('department_id', '=', id).execute()
  if (known.length)
    await tx
      .insertInto('department_members')
      .values(known.map((user) => ({ department_id: id, user_id: user.id })))
      .execute()
  return true
}

export type Ownership = { exists: boolean; authorMayPublish: boolean; member: boolean }

export async function findOwnership(tx: Queryable, departmentId: string, userId: string): Promise<Ownership> {
  const row = await tx
    .selectFrom('departments as d')
    .leftJoin('department_members as m', (join) =>
      join.onRef('m.department_id', '=', 'd.id').on('m.user_id', '=', userId),
    )
    .select(['d.author_may_publish', 'm.user_id'])
    .where('d.id', '=', departmentId)
    .executeTakeFirst()
  return { exists: row !== undefined, authorMayPublish: row?.author_may_publish ?? true, member: Boolean(row?.user_id) }
}
