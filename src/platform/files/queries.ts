import type { Db } from '#platform/db/open.ts'

export type FileRow = {
  id: string
  name: string
  mime: string
  size: number
  sha256: string
  customer_id: string | null
  uploaded_by: string
}

export async function insertFile(db: Db, row: FileRow): Promise<void> {
  await db.insertInto('files').values(row).execute()
}

export async function findFile(db: Db, id: string): Promise<FileRow | undefined> {
  return db
    .selectFrom('files')
    .select(['id', 'name', 'mime', 'size', 'sha256', 'customer_id', 'uploaded_by'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Lets the customer read a file that an agent sends him. */
export async function giveFileTo(db: Db, id: string, customerId: string): Promise<void> {
  await db
    .updateTable('files')
    .set({ customer_id: customerId })
    .where('id', '=', id)
    .where('customer_id', 'is', null)
    .execute()
}
