import { existsSync } from 'node:fs'
import { cp, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { migrationsHash } from '#platform/db/migrate.ts'

/** Folder of the embedded database as a first start finds it: tables, first packs, model; nothing of any installation's own. */
export const firstStartFolder = (): string => join(import.meta.dirname, '../dist/first-start', migrationsHash())

/** Puts the prepared database where there is none yet. Without a prepared one, or with other migrations, nothing happens. */
export async function takeFirstStart(dataDir: string): Promise<void> {
  const place = join(dataDir, 'db')
  if (existsSync(place)) return
  const prepared = firstStartFolder()
  if (!existsSync(prepared)) return
  // Beside its place first: a start that is cut off leaves no half of a database.
  const aside = `${place}.${process.pid}`
  await cp(prepared, aside, { recursive: true })
  await rename(aside, place)
}
