import { randomBytes } from 'node:crypto'
import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { readConfig } from '#platform/config.ts'
import { migrate, migrationsHash } from '#platform/db/migrate.ts'
import { type Database, openDatabase } from '#platform/db/open.ts'

/**
 * A migrated, empty database of its own for one test file: a clone of a template, in memory, or on the server of
 * DATABASE_URL. Closing it removes it.
 */
export async function openTestDatabase(): Promise<Database> {
  const server = testServerUrl()
  return server ? cloneOnServer(server) : openDatabase({ dataDir: null, loadFrom: await embeddedTemplate() })
}

/** PostgreSQL server the tests run on, or empty for the embedded database. */
export const testServerUrl = () => readConfig().DATABASE_URL

async function embeddedTemplate(): Promise<string> {
  const path = join(tmpdir(), `yinghe-template-${migrationsHash()}.tar`)
  if (!existsSync(path)) {
    const database = await openDatabase({ dataDir: null })
    await migrate(database)
    const dump = await database.embedded!.dump()
    // Written aside and renamed, because test files run at the same time.
    const aside = `${path}.${process.pid}`
    writeFileSync(aside, dump)
    renameSync(aside, path)
    await database.close()
  }
  return path
}

async function cloneOnServer(server: string): Promise<Database> {
  const template = `yinghe_template_${migrationsHash()}`
  const name = `yinghe_test_${randomBytes(6).toString('hex')}`
  await asAdmin(server, async (admin) => {
    await admin.query('select pg_advisory_lock(7240001)')
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [template])
    if (!rowCount) {
      const draft = `${template}_draft`
      await admin.query(`drop database if exists ${draft}`)
      await admin.query(`create database ${draft}`)
      const database = await openDatabase({ url: withDatabase(server, draft), dataDir: null })
      await migrate(database)
      await database.close()
      await admin.query(`alter database ${draft} rename to ${template}`)
    }
    await admin.query(`create database ${name} template ${template}`)
    await admin.query('select pg_advisory_unlock(7240001)')
  })
  const url = withDatabase(server, name)
  const database = await openDatabase({ url, dataDir: null, poolSize: 5 })
  return {
    ...database,
    close: async () => {
      await database.close()
      await asAdmin(server, (admin) => admin.query(`drop database if exists ${name} with (force)`))
    },
  }
}

export function withDatabase(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

async function asAdmin(server: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}
