import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Sources of imports, kept until their import is over so that it can go on after a restart. */
export type SourceStore = {
  put(id: string, bytes: Buffer): Promise<void>
  read(id: string): Promise<Buffer | null>
  remove(id: string): Promise<void>
}

export function openSourceStore(dir: string): SourceStore {
  const pathOf = (id: string) => join(dir, id)
  return {
    async put(id, bytes) {
      await mkdir(dir, { recursive: true })
      await writeFile(`${pathOf(id)}.part`, bytes)
      await rename(`${pathOf(id)}.part`, pathOf(id))
    },
    async read(id) {
      try {
        return await readFile(pathOf(id))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
    remove: (id) => rm(pathOf(id), { force: true }),
  }
}
