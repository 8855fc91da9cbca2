import { type Selectable, sql } from 'kysely'
import type { TermInput, TermView } from '#packs/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'

const toTerm = (row: Selectable<Tables['terms']>): TermView => ({
  id: row.id,
  term: row.term,
  language: row.language as TermView['language'],
  synonyms: row.synonyms as string[],
  productId: row.product_id,
  packId: row.pack_id,
  updatedBy: row.updated_by,
  updatedAt: row.updated_at.toISOString(),
})

const toRow = ({ term, language, synonyms, productId }: TermInput) => ({
  term,
  language,
  synonyms: JSON.stringify(synonyms),
  product_id: productId,
})

/** Every term, the team's own first, so that they go before those of packs. */
export async function allTerms(db: Queryable): Promise<TermView[]> {
  const rows = await db
    .selectFrom('terms')
    .selectAll()
    .orderBy((eb) => eb.case().when('pack_id', 'is', null).then(0).else(1).end())
    .orderBy('pack_id')
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(toTerm)
}

export type TermFilter = {
  q?: string
  language?: string
  /** A pack's id, or `own` for those of the team. */
  pack?: string
  after?: { term: string; id: string }
  limit: number
}

/** By the word itself. `q` looks in term and synonyms. */
export async function listTerms(db: Queryable, { q, language, pack, after, limit }: TermFilter): Promise<TermView[]> {
  let query = db.selectFrom('terms').selectAll()
  if (language) query = query.where('language', '=', language)
  if (pack) query = pack === 'own' ? query.where('pack_id', 'is', null) : query.where('pack_id', '=', pack)
  if (q) {
    const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((eb) => eb.or([eb('term', 'ilike', like), eb(sql<string>`synonyms::text`, 'ilike', like)]))
  }
  if (after) query = query.where(sql<boolean>`(term collate "C", id collate "C") > (${after.term}, ${after.id})`)
  const rows = await query.orderBy(sql`term collate "C"`).orderBy(sql`id collate "C"`).limit(limit).execute()
  return rows.map(toTerm)
}

export async function lockTerms(tx: Tx, ids: string[]): Promise<Map<string, TermView>> {
  const found = new Map<string, TermView>()
  for (let at = 0; at < ids.length; at += 500) {
    const rows = await tx
      .selectFrom('terms')
      .selectAll()
      .where('id', 'in', ids.slice(at, at + 500))
      .orderBy('id')
      .forUpdate()
      .execute()
    for (const row of rows) found.set(row.id, toTerm(row))
  }
  return found
}

/** Another term of the team with the same word and language, if any. */
export async function findOwnTerm(tx: Tx, { term, language }: TermInput, except: string): Promise<string | null> {
  const row = await tx
    .selectFrom('terms')
    .select('id')
    .where('pack_id', 'is', null)
    .where('term', '=', term)
    .where('language', '=', language)
    .where('id', '<>', except)
    .executeTakeFirst()
  return row?.id ?? null
}

export type NewTerm = TermInput & { id: string; packId: string | null; position: number }

export async function insertTerms(tx: Tx, terms: NewTerm[], by: string): Promise<void> {
  for (let at = 0; at < terms.length; at += 200) {
    const rows = terms
      .slice(at, at + 200)
      .map(({ id, packId, position, ...input }) => ({ ...toRow(input), id, pack_id: packId, position, updated_by: by }))
    await tx.insertInto('terms').values(rows).execute()
  }
}

export async function updateTerm(tx: Tx, id: string, input: TermInput, by: string): Promise<TermView> {
  const row = await tx
    .updateTable('terms')
    .set({ ...toRow(input), updated_by: by, updated_at: new Date() })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toTerm(row)
}

export async function deleteTerms(tx: Tx, ids: string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += 500)
    await tx
      .deleteFrom('terms')
      .where('id', 'in', ids.slice(at, at + 500))
      .execute()
}

/** A pack leaves; what is left of its terms belongs to the team. */
export async function orphanTerms(tx: Tx, packId: string): Promise<void> {
  await tx.updateTable('terms').set({ pack_id: null }).where('pack_id', '=', packId).execute()
}
