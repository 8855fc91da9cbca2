import { strict as assert } from 'node:assert'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { openDatabase } from '#platform/db/open.ts'
import { readSecrets } from '#platform/settings/secrets.ts'
import { emotionEngine } from '#understanding/models/label-set.ts'
import { engineHash } from '#understanding/models/training-set.ts'
import { firstStartFolder, takeFirstStart } from './first-start.ts'

describe('the prepared first start', () => {
  if (!existsSync(firstStartFolder()))
    execFileSync(process.execPath, [join(import.meta.dirname, 'make-first-start.ts')])
  const dirs = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'yinghe-first-')))
  after(() => {
    for (const dir of dirs) rmSync(dir, { recursive: true, force: true })
  })
  const opened = async (dir: string) => {
    await takeFirstStart(dir)
    return openDatabase({ dataDir: dir })
  }

  it('holds packs and a model of this software, and nobody yet', async () => {
    const database = await opened(dirs[0]!)
    const { db } = database
    const packs = await db.selectFrom('packs').select('id').orderBy('id').execute()
    assert.deepEqual(
      packs.map(({ id }) => id),
      ['base', 'ecommerce'],
    )
    const models = await db.selectFrom('model_versions').select(['kind', 'engine']).orderBy('kind').execute()
    assert.deepEqual(models, [
      { kind: 'emotion', engine: emotionEngine() },
      { kind: 'intent', engine: engineHash() },
    ])
    for (const table of ['users', 'customers', 'conversations', 'settings', 'queues'] as const)
      assert.deepEqual(await db.selectFrom(table).selectAll().execute(), [], table)
    await database.close()
  })

  it('gives every installation secrets of its own, and leaves alone what is there', async () => {
    const secrets = []
    for (const dir of dirs) {
      const first = await opened(dir)
      const made = await readSecrets(first.db, { identity: '' })
      await first.close()
      const again = await opened(dir)
      assert.deepEqual(await readSecrets(again.db, { identity: '' }), made)
      await again.close()
      secrets.push(...Object.values(made))
    }
    assert.equal(new Set(secrets).size, 6)
  })
})
