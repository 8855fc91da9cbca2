import { loadReplies, putPackReplies } from '#desk/pack-replies.ts'
import { recordAudit } from '#governance/record-audit.ts'
import { loadGraph, putPackGraph, removePackGraph } from '#knowledge/graph/pack-graph.ts'
import { putPackArticles, removePackArticles } from '#knowledge/pack-articles.ts'
import { loadArticles } from '#knowledge/seed.ts'
import { BASE, type PackResult } from '#packs/contract.ts'
import { putPackTerms } from '#packs/pack-terms.ts'
import {
  deletePack,
  insertPack,
  listInstalled,
  listItems,
  lockPack,
  showPack,
  updatePack,
  writeItems,
} from '#packs/queries.ts'
import type { PackSource } from '#packs/read-pack.ts'
import { orphanTerms } from '#packs/term-queries.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { loadTerms } from '#understanding/load-intents.ts'

/** `actor` as in the ledger: `user:ID`, `key:ID`, `system`. */
export type By = { actor: string; ip?: string }

/** Installs a pack that fits. Throws already_exists. The first one besides the base is the one that is shown. */
export async function installPack(tx: Tx, source: PackSource, by: By): Promise<PackResult> {
  const { id } = source.manifest
  const isFirst = id !== BASE && (await listInstalled(tx)).every((pack) => pack.id === BASE)
  if (!(await insertPack(tx, source, isFirst, by.actor))) throw new AppError('already_exists', { what: id })
  const kept = await putContents(tx, source, by)
  await tell(tx, source.manifest, 'installed', kept.length, by)
  return { id, version: source.manifest.version, kept }
}

/** Brings an installed pack to what lies in its folder. Null when it is that already. */
export async function updateInstalled(tx: Tx, source: PackSource, by: By): Promise<PackResult | null> {
  const { id, version } = source.manifest
  const installed = await lockPack(tx, id)
  if (!installed) throw new AppError('not_found')
  if (installed.filesHash === source.hash) return null
  await updatePack(tx, source)
  const kept = await putContents(tx, source, by)
  await tell(tx, source.manifest, 'updated', kept.length, by)
  return { id, version, kept }
}

/** Takes a pack away. What people edited stays: articles archived, replies and terms as the team's own. */
export async function removePack(tx: Tx, id: string, by: By): Promise<PackResult> {
  if (id === BASE) throw new AppError('pack_required')
  const installed = await lockPack(tx, id)
  if (!installed) throw new AppError('not_found')
  const owned = await listItems(tx, id)
  const articles = await removePackArticles(tx, owned.article, by.actor)
  await removePackGraph(tx, id)
  const replies = await putPackReplies(tx, [], owned.reply, by.actor)
  const terms = await putPackTerms(tx, id, [], owned.term, by.actor)
  await orphanTerms(tx, id)
  await deletePack(tx, id)
  if (!(await listInstalled(tx)).some((pack) => pack.shown)) {
    const next = (await listInstalled(tx)).find((pack) => pack.id !== BASE)
    if (next) await showPack(tx, next.id)
  }
  const kept = keptOf(articles.kept, replies.kept, terms.kept)
  await tell(tx, { id, version: installed.version }, 'removed', kept.length, by)
  return { id, version: installed.version, kept }
}

/** The widget shows itself as this pack does from now on. */
export async function showInstalled(tx: Tx, id: string, by: By): Promise<void> {
  // The base has no name and greeting of its own.
  if (id === BASE) throw new AppError('bad_request', { detail: id })
  const installed = await lockPack(tx, id)
  if (!installed) throw new AppError('not_found')
  await showPack(tx, id)
  await tell(tx, { id, version: installed.version }, 'shown', 0, by)
}

async function putContents(tx: Tx, source: PackSource, by: By): Promise<PackResult['kept']> {
  const { id } = source.manifest
  const owned = await listItems(tx, id)
  const articles = await putPackArticles(tx, loadArticles([source.folder]), owned.article, by.actor)
  await putPackGraph(tx, id, loadGraph(source.folder))
  const replies = await putPackReplies(tx, loadReplies(source.folder), owned.reply, by.actor)
  const terms = await putPackTerms(tx, id, loadTerms(source.folder), owned.term, by.actor)
  await writeItems(tx, id, { article: articles.hashes, reply: replies.hashes, term: terms.hashes })
  return keptOf(articles.kept, replies.kept, terms.kept)
}

const keptOf = (articles: string[], replies: string[], terms: { id: string; title: string }[]): PackResult['kept'] => [
  ...articles.map((id) => ({ kind: 'article' as const, id, title: id })),
  ...replies.map((id) => ({ kind: 'reply' as const, id, title: id })),
  ...terms.map((term) => ({ kind: 'term' as const, ...term })),
]

async function tell(
  tx: Tx,
  { id, version }: { id: string; version: number },
  what: 'installed' | 'updated' | 'removed' | 'shown',
  kept: number,
  by: By,
): Promise<void> {
  const payload = { packId: id, version, what }
  await appendEvents(tx, [{ kind: 'pack.changed', conversationId: null, customerId: null, actor: by.actor, payload }])
  await recordAudit(tx, {
    actor: by.actor,
    ip: by.ip,
    action: `pack.${what}`,
    target: `pack:${id}`,
    detail: { version, kept },
  })
}
