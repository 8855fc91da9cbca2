import {
  archiveAll,
  deleteAll,
  insertPublished,
  lockArticles,
  type PackRow,
  replacePublished,
} from '#knowledge/pack-queries.ts'
import type { SeedArticle } from '#knowledge/seed.ts'
import type { ArticleContent } from '#knowledge/workflow/contract.ts'
import { contentHash } from '#platform/content-hash.ts'
import type { Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'

/** What became of the articles a pack brings or takes away. `hashes` is what the pack owns from now on. */
export type PackChange = {
  hashes: Map<string, string>
  added: string[]
  replaced: string[]
  removed: string[]
  /** Edited by people: left as they are. */
  kept: string[]
}

/**
 * Puts the articles of a pack in place. `owned` says what the pack had put there before: what is still like that is
 * replaced or taken away, what somebody changed stays his.
 */
export async function putPackArticles(
  tx: Tx,
  articles: SeedArticle[],
  owned: ReadonlyMap<string, string>,
  by: string,
): Promise<PackChange> {
  const wanted = new Map(articles.map(({ id, input }) => [id, toContent(input)]))
  const present = await lockArticles(tx, [...new Set([...wanted.keys(), ...owned.keys()])])
  const change: PackChange = { hashes: new Map(), added: [], replaced: [], removed: [], kept: [] }
  for (const [id, content] of wanted) {
    const hash = hashOf(content)
    const row = present.get(id)
    const now = row && hashOfRow(row)
    change.hashes.set(id, hash)
    if (!row) change.added.push(id)
    else if (now === owned.get(id) && now !== hash) change.replaced.push(id)
    else if (now !== hash) {
      // The old hash stays, so that it still counts as edited when the next version comes.
      change.hashes.set(id, owned.get(id) ?? hash)
      change.kept.push(id)
    }
  }
  const gone = [...owned].filter(([id]) => !wanted.has(id))
  for (const [id, hash] of gone) {
    const row = present.get(id)
    if (row) change[hashOfRow(row) === hash ? 'removed' : 'kept'].push(id)
  }
  const of = (ids: string[]) => ids.map((id) => ({ id, content: wanted.get(id)! }))
  await insertPublished(tx, of(change.added), by)
  await replacePublished(tx, of(change.replaced), by)
  await deleteAll(tx, change.removed)
  await tell(tx, change, present, by)
  return change
}

/** Takes the articles of a pack away; what somebody edited is archived instead. */
export async function removePackArticles(tx: Tx, owned: ReadonlyMap<string, string>, by: string): Promise<PackChange> {
  const change = await putPackArticles(tx, [], owned, by)
  await archiveAll(tx, change.kept, by)
  await appendEvents(
    tx,
    change.kept.map((id) => changed(id, 1, 'archived', by)),
  )
  return change
}

/** Those of the pack's articles that somebody edited, and what an update would do. */
export async function comparePackArticles(tx: Tx, articles: SeedArticle[], owned: ReadonlyMap<string, string>) {
  const present = await lockArticles(tx, [...owned.keys()])
  const wanted = new Map(articles.map(({ id, input }) => [id, hashOf(toContent(input))]))
  const edited = [...owned].flatMap(([id, hash]) => {
    const row = present.get(id)
    return row && hashOfRow(row) !== hash ? [{ id, title: row.content.title }] : []
  })
  return {
    edited,
    added: [...wanted.keys()].filter((id) => !owned.has(id)).length,
    changed: [...wanted].filter(([id, hash]) => owned.has(id) && owned.get(id) !== hash).length,
    removed: [...owned.keys()].filter((id) => !wanted.has(id)).length,
  }
}

const toContent = (input: SeedArticle['input']): ArticleContent => ({
  ...input,
  departmentId: input.departmentId ?? null,
})

/** Department and dates are how people run the article, not what it says. */
const hashOf = ({ departmentId: _, validFrom: _from, validUntil: _until, ...says }: ArticleContent) => contentHash(says)
const hashOfRow = (row: PackRow) =>
  row.status === 'published' ? hashOf(row.content) : `${row.status}:${hashOf(row.content)}`

async function tell(tx: Tx, change: PackChange, present: Map<string, PackRow>, by: string): Promise<void> {
  const version = (id: string) => (present.get(id)?.version ?? 0) + 1
  await appendEvents(tx, [
    ...[...change.added, ...change.replaced].map((id) => changed(id, version(id), 'published', by)),
    ...change.removed.map((id) => changed(id, version(id), 'removed', by)),
  ])
}

const changed = (articleId: string, version: number, what: 'published' | 'removed' | 'archived', actor: string) => ({
  kind: 'article.changed',
  conversationId: null,
  customerId: null,
  actor,
  payload: { articleId, version, what },
})
