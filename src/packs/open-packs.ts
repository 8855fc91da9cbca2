import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { checkFit } from '#packs/check-fit.ts'
import { BASE } from '#packs/contract.ts'
import { installPack, updateInstalled } from '#packs/install.ts'
import { type InstalledPack, listInstalled, readFiles } from '#packs/queries.ts'
import { findPacks, type PackSource, type ReadBefore } from '#packs/read-pack.ts'
import { allTerms } from '#packs/term-queries.ts'
import type { Database } from '#platform/db/open.ts'
import type { Log } from '#platform/log.ts'
import type { Term } from '#understanding/contract.ts'

export type Packs = {
  database: Database
  /** What lies in the folders of packs now. */
  available(): Map<string, PackSource>
  installed(): Promise<InstalledPack[]>
  /**
   * Folders with the files of the installed packs exactly as they were installed. The base stands first and the pack
   * that is shown last, so that the later ones go before.
   */
  folders(): Promise<string[]>
  /** The words of all trades, those of the team first. */
  terms(): Promise<Term[]>
}

type Deps = {
  database: Database
  /** Folders of packs: ours, and the operator's own. */
  within: string[]
  /** Installed packs that no longer lie in a folder like that are unpacked here. */
  dataDir: string
  /** What a fresh installation has besides the base. */
  first: string[]
  log: Log
}

/** Reads the packs, installs the first ones in an empty database, and takes over corrections that kept their version. */
export async function openPacks({ database, within, dataDir, first, log }: Deps): Promise<Packs> {
  const before: ReadBefore = new Map()
  const report = (error: unknown, folder: string) =>
    log.error({ err: error, folder }, 'a pack cannot be read and is left out')
  const available = () => findPacks(within, report, before)
  const packs: Packs = {
    database,
    available,
    installed: () => listInstalled(database.db),
    async folders() {
      const sources = available()
      const installed = await listInstalled(database.db)
      return Promise.all(
        installed.map((pack) => folderOf(database, pack, sources.get(pack.id), join(dataDir, 'packs'))),
      )
    },
    terms: async () =>
      (await allTerms(database.db)).map(({ term, synonyms, language, productId }) => ({
        ...{ term, synonyms, language },
        ...(productId && { productId }),
      })),
  }
  await settle(packs, [BASE, ...first], log)
  return packs
}

/** Several nodes may start at once: who comes second finds the work done. */
async function settle(packs: Packs, first: string[], log: Log): Promise<void> {
  const { database, available, installed } = packs
  const sources = available()
  const present = await installed()
  if (present.length === 0) {
    for (const id of first) {
      const source = sources.get(id)
      if (source) await installOnce(database, source)
    }
    return
  }
  for (const { id, version, filesHash } of present) {
    const source = sources.get(id)
    if (!source || source.manifest.version !== version || source.hash === filesHash) continue
    const others = (await packs.folders()).filter((folder) => basename(folder) !== id)
    const reasons = await checkFit(source.folder, others)
    if (reasons.length) {
      log.error({ pack: id, reasons }, 'the changed files of a pack have faults; what is installed stays')
      continue
    }
    const result = await database.transaction((tx) => updateInstalled(tx, source, { actor: 'system' }))
    if (result) log.info({ pack: id, version }, 'the files of a pack have changed under the same version; taken over')
  }
}

async function installOnce(database: Database, source: PackSource): Promise<void> {
  try {
    await database.transaction((tx) => installPack(tx, source, { actor: 'system' }))
  } catch (error) {
    if ((error as { code?: string }).code !== 'already_exists') throw error
  }
}

/** The folder of packs when it still holds what was installed; else the installed files, unpacked. */
async function folderOf(
  database: Database,
  pack: InstalledPack,
  source: PackSource | undefined,
  within: string,
): Promise<string> {
  if (source?.hash === pack.filesHash) return source.folder
  const folder = join(within, pack.filesHash, pack.id)
  if (existsSync(folder)) return folder
  const files = (await readFiles(database.db, pack.id)) ?? {}
  const aside = join(within, `${pack.filesHash}.${process.pid}`, pack.id)
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(aside, path)), { recursive: true })
    await writeFile(join(aside, path), text)
  }
  try {
    await rename(dirname(aside), dirname(folder))
  } catch (error) {
    // Somebody else unpacked the same files at the same moment.
    if (!existsSync(folder)) throw error
    await rm(dirname(aside), { recursive: true, force: true })
  }
  return folder
}
