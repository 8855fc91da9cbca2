import { join } from 'node:path'
import { actionsOf } from '#business/actions-of.ts'
import { loadReplies } from '#desk/pack-replies.ts'
import { comparePackArticles } from '#knowledge/pack-articles.ts'
import { loadArticles } from '#knowledge/seed.ts'
import { checkFit } from '#packs/check-fit.ts'
import { loadRules } from '#packs/compliance.ts'
import { BASE, type PackDetail, type PackSummary } from '#packs/contract.ts'
import type { Packs } from '#packs/open-packs.ts'
import { editedTerms } from '#packs/pack-terms.ts'
import { type InstalledPack, listItems } from '#packs/queries.ts'
import type { PackSource } from '#packs/read-pack.ts'
import { loadScripts } from '#packs/scripts.ts'
import { AppError } from '#platform/errors.ts'
import { yamlFiles } from '#platform/read-yaml.ts'
import { loadIntents, loadTerms } from '#understanding/load-intents.ts'

/** All packs that are installed or lie ready, the base first. */
export async function listPacks(packs: Packs): Promise<PackSummary[]> {
  const sources = packs.available()
  const installed = new Map((await packs.installed()).map((pack) => [pack.id, pack]))
  const ids = [...new Set([...installed.keys(), ...sources.keys()])].sort()
  const folders = new Map((await packs.folders()).map((folder) => [folder.split(/[\\/]/).at(-1)!, folder]))
  const found = ids.map((id) =>
    summarise(id, sources.get(id), installed.get(id), sources.get(id)?.folder ?? folders.get(id)!),
  )
  return found.sort((a, b) => Number(b.required) - Number(a.required) || rank(b) - rank(a))
}

const rank = (pack: PackSummary) => Number(pack.installedVersion !== null)

/** One pack, with what people changed of it and what stands in its way. Throws not_found. */
export async function describePack(packs: Packs, id: string, tryOut: string | null = null): Promise<PackDetail> {
  const summary = (await listPacks(packs)).find((pack) => pack.id === id)
  if (!summary) throw new AppError('not_found')
  const source = packs.available().get(id)
  const others = (await packs.folders()).filter((folder) => folder.split(/[\\/]/).at(-1) !== id)
  const conflicts = source ? await checkFit(source.folder, others) : []
  if (summary.installedVersion === null) {
    const { articles } = summary.contents
    const changes = { added: articles, changed: 0, removed: 0 }
    return { ...summary, conflicts, edited: [], changes, tryOut: null }
  }
  return packs.database.transaction(async (tx) => {
    const owned = await listItems(tx, id)
    const articles = source ? loadArticles([source.folder]) : []
    const { edited, ...changes } = await comparePackArticles(tx, articles, owned.article)
    const terms = await editedTerms(tx, owned.term)
    return {
      ...summary,
      conflicts,
      tryOut,
      edited: [
        ...edited.map((one) => ({ kind: 'article' as const, ...one })),
        ...terms.map((one) => ({ kind: 'term' as const, ...one })),
      ],
      changes: source ? changes : { added: 0, changed: 0, removed: 0 },
    }
  })
}

function summarise(
  id: string,
  source: PackSource | undefined,
  installed: InstalledPack | undefined,
  folder: string,
): PackSummary {
  const { manifest } = source ?? { manifest: { title: { zh: id, en: id }, description: { zh: '', en: '' } } }
  const version = source?.manifest.version ?? null
  return {
    id,
    title: manifest.title,
    description: manifest.description,
    version,
    installedVersion: installed?.version ?? null,
    installedAt: installed?.installedAt ?? null,
    installedBy: installed?.installedBy ?? null,
    updateAvailable: installed !== undefined && version !== null && version > installed.version,
    shown: installed?.shown ?? false,
    required: id === BASE,
    contents: countContents(folder, source?.hash ?? installed?.filesHash ?? ''),
  }
}

/** By hash of the files: reading a large pack takes a second. */
const counted = new Map<string, PackSummary['contents']>()

function countContents(folder: string, hash: string): PackSummary['contents'] {
  const known = counted.get(hash)
  if (known) return known
  const contents = readContents(folder)
  if (counted.size > 100) counted.clear()
  counted.set(hash, contents)
  return contents
}

/** A pack with a fault counts as far as it can be read; the fault itself is told with its details. */
function readContents(folder: string): PackSummary['contents'] {
  const count = (read: () => number): number => {
    try {
      return read()
    } catch {
      return 0
    }
  }
  const actions = count(() => actionsOf([folder]).length)
  return {
    intents: count(() => loadIntents([folder]).intents.length),
    examples: count(() =>
      loadIntents([folder]).intents.reduce((sum, { examples }) => sum + examples.zh.length + examples.en.length, 0),
    ),
    flows: yamlFiles(join(folder, 'flows')).length,
    actions,
    articles: count(() => loadArticles([folder]).filter(({ input }) => input.translationOf === null).length),
    terms: count(() => loadTerms(folder).length),
    replies: count(() => loadReplies(folder).length / 2),
    scripts: count(() => loadScripts([folder]).length),
    rules: count(() => loadRules([folder]).length),
  }
}
