import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { packId } from '#packs/contract.ts'
import { contentHash } from '#platform/content-hash.ts'
import { readYaml } from '#platform/read-yaml.ts'

const sentence = z.string().trim().min(1)
const both = z.strictObject({ zh: sentence, en: sentence })
/** `pack.yaml`. What stands under `widget` is read by the web channel. */
const manifest = z.strictObject({
  id: packId,
  version: z.number().int().positive(),
  title: both,
  description: both,
  languages: z.array(z.enum(['zh', 'en'])).min(1),
  widget: z.unknown().optional(),
})
export type Manifest = z.infer<typeof manifest>

/** Files that are for measuring and not part of what is installed. */
const ASIDE = new Set(['held-out.yaml'])

/** A pack as it lies in a folder: its manifest, its files by path, and a hash of them. */
export type PackSource = { folder: string; manifest: Manifest; files: Record<string, string>; hash: string }

/** What was read before, by folder, and what its files looked like then. */
export type ReadBefore = Map<string, { stamp: string; source: PackSource }>

/** Files that look as they did before are not read again. */
export function readPack(folder: string, before: ReadBefore = new Map()): PackSource {
  const paths = filesIn(folder)
  const stamp = stampOf(folder, paths)
  const known = before.get(folder)
  if (known?.stamp === stamp) return known.source
  const read = readYaml(join(folder, 'pack.yaml'), manifest)
  if (read.id !== basename(folder))
    throw new Error(`${folder}/pack.yaml:1: the id ${read.id} differs from the name of the folder`)
  const files: Record<string, string> = {}
  for (const path of paths) files[path] = readFileSync(join(folder, path), 'utf8')
  const source = { folder, manifest: read, files, hash: contentHash(files) }
  before.set(folder, { stamp, source })
  return source
}

/** Changes whenever a file is written, comes or goes. */
const stampOf = (folder: string, paths: string[]): string =>
  paths
    .map((path) => {
      const { mtimeMs, ctimeMs, size } = statSync(join(folder, path))
      return `${path} ${mtimeMs} ${ctimeMs} ${size}`
    })
    .join('\n')

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml') && !ASIDE.has(entry.name))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort()
}

/** All packs in these folders of packs, by id; a later folder's goes before. One that cannot be read is told to `report`. */
export function findPacks(
  folders: readonly string[],
  report: (error: unknown, folder: string) => void,
  before?: ReadBefore,
): Map<string, PackSource> {
  const found = new Map<string, PackSource>()
  for (const within of folders.filter((path) => path && existsSync(path))) {
    for (const entry of readdirSync(within, { withFileTypes: true })) {
      const folder = join(within, entry.name)
      if (!entry.isDirectory() || !existsSync(join(folder, 'pack.yaml'))) continue
      try {
        const source = readPack(folder, before)
        found.set(source.manifest.id, source)
      } catch (error) {
        report(error, folder)
      }
    }
  }
  return found
}
