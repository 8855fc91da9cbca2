import { sql } from 'kysely'
import type { ArticlePair, Difference } from '#knowledge/conflicts/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'

export type FoundPair = {
  left: string
  right: string
  kind: ArticlePair['kind']
  score: number
  question: string
  theirs: string
  differences: Difference[]
}

/** Articles that changed since they were compared with the others. */
export async function listUnchecked(db: Queryable, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('articles as a')
    .leftJoin('article_checks as c', 'c.article_id', 'a.id')
    .select('a.id')
    .where((eb) => eb.or([eb('c.version', 'is', null), eb('c.version', '<>', eb.ref('a.version'))]))
    .orderBy('a.updated_at')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

/** Puts what was found of an article in the place of what was known; a pair that somebody dismissed stays dismissed. */
export async function replacePairs(tx: Tx, articleId: string, version: number, pairs: FoundPair[]): Promise<void> {
  let stale = tx
    .deleteFrom('article_pairs')
    .where((eb) => eb.or([eb('left_id', '=', articleId), eb('right_id', '=', articleId)]))
  const others = pairs.map(({ left, right }) => (left === articleId ? right : left))
  if (others.length) stale = stale.where('left_id', 'not in', others).where('right_id', 'not in', others)
  await stale.execute()
  for (const { left, right, kind, score, ...reason } of pairs) {
    const set = { kind, score: Math.round(score * 100), reason: JSON.stringify(reason) }
    await tx
      .insertInto('article_pairs')
      .values({ left_id: left, right_id: right, ...set })
      .onConflict((oc) => oc.columns(['left_id', 'right_id']).doUpdateSet(set))
      .execute()
  }
  await tx
    .insertInto('article_checks')
    .values({ article_id: articleId, version })
    .onConflict((oc) => oc.column('article_id').doUpdateSet({ version }))
    .execute()
}

export type PairFilter = {
  kind?: ArticlePair['kind']
  dismissed: boolean
  before?: { at: string; id: string }
  limit: number
}

/** Newest first. */
export async function listPairs(db: Queryable, filter: PairFilter): Promise<ArticlePair[]> {
  const key = sql<string>`p.left_id || '~' || p.right_id`
  const found = sql<Date>`date_trunc('milliseconds', p.found_at)`
  let query = db
    .selectFrom('article_pairs as p')
    .innerJoin('articles as l', 'l.id', 'p.left_id')
    .innerJoin('articles as r', 'r.id', 'p.right_id')
    .select([
      ...(['p.left_id', 'p.right_id', 'p.kind', 'p.score', 'p.reason', 'p.dismissed_by', 'p.found_at'] as const),
      ...(['l.title as left_title', 'l.status as left_status', 'l.category as left_category'] as const),
      ...(['r.title as right_title', 'r.status as right_status', 'r.category as right_category'] as const),
    ])
    .where('l.status', '<>', 'archived')
    .where('r.status', '<>', 'archived')
    .where('p.dismissed_by', filter.dismissed ? 'is not' : 'is', null)
  if (filter.kind) query = query.where('p.kind', '=', filter.kind)
  const { before } = filter
  if (before) {
    const at = new Date(before.at)
    query = query.where((eb) => eb.or([eb(found, '<', at), eb.and([eb(found, '=', at), eb(key, '<', before.id)])]))
  }
  const rows = await query.orderBy(found, 'desc').orderBy(key, 'desc').limit(filter.limit).execute()
  return rows.map((row) => {
    const reason = row.reason as Pick<ArticlePair, 'question' | 'theirs' | 'differences'>
    return {
      id: `${row.left_id}~${row.right_id}`,
      kind: row.kind as ArticlePair['kind'],
      score: row.score / 100,
      left: { id: row.left_id, title: row.left_title, status: row.left_status, category: row.left_category },
      right: { id: row.right_id, title: row.right_title, status: row.right_status, category: row.right_category },
      ...reason,
      dismissedBy: row.dismissed_by,
      foundAt: row.found_at.toISOString(),
    }
  })
}

/** False when there is no such pair. */
export async function dismissPair(tx: Tx, left: string, right: string, by: string): Promise<boolean> {
  const row = await tx
    .updateTable('article_pairs')
    .set({ dismissed_by: by })
    .where('left_id', '=', left)
    .where('right_id', '=', right)
    .returning('left_id')
    .executeTakeFirst()
  return row !== undefined
}

/** How many articles wait to be compared. */
export async function countUnchecked(db: Queryable): Promise<number> {
  const row = await db
    .selectFrom('articles as a')
    .leftJoin('article_checks as c', 'c.article_id', 'a.id')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where((eb) => eb.or([eb('c.version', 'is', null), eb('c.version', '<>', eb.ref('a.version'))]))
    .executeTakeFirstOrThrow()
  return Number(row.n)
}
