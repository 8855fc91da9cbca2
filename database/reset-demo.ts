import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/db/open.ts'

/** Empties the database, the demo shop and the demo services; the next start fills them with the demo again. Stop the server first. */
export async function resetDemo(): Promise<void> {
  const config = readConfig()
  if (config.DATABASE_URL) {
    const database = await openDatabase({ url: config.DATABASE_URL, dataDir: null })
    await database.run('drop schema public cascade', [])
    await database.run('create schema public', [])
    await database.close()
  }
  for (const part of ['db', 'files', 'demo-shop', 'demo-services', 'packs'])
    rmSync(join(config.DATA_DIR, part), { recursive: true, force: true })
}

if (import.meta.main) {
  await resetDemo()
  process.stdout.write('The demo is reset. Start it with: npm start\n')
}
