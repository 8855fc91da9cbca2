import { sql } from 'kysely'
import type { Db } from '#platform/db/open.ts'

/** Chats that were put aside until now or earlier. */
export async function dueToWake(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('snoozed_until', '<=', now)
    .orderBy('snoozed_until')
    .limit(500)
    .execute()
  return rows.map((row) => row.id)
}

/** The tags in use, most used first. */
export async function listTags(db: Db): Promise<{ tag: string; conversations: number }[]> {
  const { rows } = await sql<{ tag: string; conversations: number }>`
    select tag, count(*)::integer as conversations
    from conversations c, jsonb_array_elements_text(c.tags) as tag
    where c.tags <> '[]'::jsonb
    group by tag order by conversations desc, tag limit 200`.execute(db)
  return rows
}
