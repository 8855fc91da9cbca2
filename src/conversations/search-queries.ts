import type { Part } from '#conversations/contract.ts'
import type { Database } from '#platform/db/open.ts'

export const statements = {
  /** $1 is a JSON array of rows; one whose conversation is gone is left out. */
  keepTerms: `
    insert into message_search (conversation_id, seq, terms)
    select r.conversation_id, r.seq, array_to_tsvector(r.terms)
    from jsonb_to_recordset($1::jsonb) as r(conversation_id text, seq integer, terms text[])
    join conversations c on c.id = r.conversation_id
    on conflict (conversation_id, seq) do update set terms = excluded.terms
    where message_search.terms is distinct from excluded.terms`,
  headsOf: `
    select c.id, c.subject, k.display_name from conversations c join customers k on k.id = c.customer_id
    where c.customer_id = any($1::text[])`,
  /** The latest message of each conversation that holds any of the words. */
  matches: `
    select distinct on (s.conversation_id) m.conversation_id, m.seq, m.author_kind, m.author_name, m.internal, m.parts
    from message_search s join messages m on m.conversation_id = s.conversation_id and m.seq = s.seq
    where s.conversation_id = any($1::text[]) and s.terms @@ $2::tsquery
    order by s.conversation_id, s.seq desc`,
} as const

export type TermRow = { conversation_id: string; seq: number; terms: string[] }
export async function keepTerms(database: Database, rows: TermRow[]): Promise<void> {
  if (rows.length) await database.run(statements.keepTerms, [JSON.stringify(rows)])
}

export function headsOf(database: Database, customerIds: string[]) {
  type Head = { id: string; subject: string | null; display_name: string }
  return database.run<Head>(statements.headsOf, [customerIds])
}

export type MatchRow = {
  conversation_id: string
  seq: number
  author_kind: string
  author_name: string
  internal: boolean
  parts: Part[]
}
export function latestMatches(database: Database, ids: string[], query: string): Promise<MatchRow[]> {
  return database.run<MatchRow>(statements.matches, [ids, query])
}
