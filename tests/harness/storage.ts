import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Database, openDatabase } from '#platform/db/open.ts'
import { withDatabase } from '#platform/db/testing.ts'

/** What outlives a server process: a folder, and a database in it or on a PostgreSQL server. */
export type Storage = {
  kind: 'embedded' | 'postgres'
  env: { DATA_DIR: string; DATABASE_URL: string }
  /** A handle of the test's own. The embedded database must have no server at that time. */
  open(): Promise<Database>
  remove(): Promise<void>
}

const postgresUrl = process.env.DATABASE_URL ?? ''
export const NO_POSTGRES = !postgresUrl && 'DATABASE_URL is not set'
/** Where a test runs that needs only one database. */
export const KIND: Storage['kind'] = postgresUrl ? 'postgres' : 'embedded'
/** The databases a test of durability runs on. */
export const KINDS: Storage['kind'][] = postgresUrl ? ['embedded', 'postgres'] : ['embedded']

/** A new, empty place; on `postgres` a database of its own on the server of DATABASE_URL. */
export async function newStorage(kind: Storage['kind']): Promise<Storage> {
  const dir = mkdtempSync(join(tmpdir(), 'yinghe-server-'))
  const removeDir = () => rmSync(dir, { recursive: true, force: true })
  if (kind === 'embedded') {
    const open = () => openDatabase({ dataDir: dir })
    return { kind, env: { DATA_DIR: dir, DATABASE_URL: '' }, open, remove: async () => removeDir() }
  }
  const name = `yinghe_server_${randomBytes(6).toString('hex')}`
  await onServer(`create database ${name}`)
  const url = withDatabase(postgresUrl, name)
  return {
    kind,
    env: { DATA_DIR: dir, DATABASE_URL: url },
    open: () => openDatabase({ url, dataDir: null, poolSize: 4 }),
    remove: async () => {
      await onServer(`drop database if exists ${name} with (force)`)
      removeDir()
    },
  }
}

async function onServer(statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: postgresUrl })
  await admin.connect()
  try {
    await admin.query(statement)
  } finally {
    await admin.end()
  }
}
