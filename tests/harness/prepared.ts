// A first start makes the database, fills it and learns, which takes longer than most tests. A whole run of the tests
// starts once with demo data and once without, and everybody else goes on from a copy.

import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { withDatabase } from '#platform/db/testing.ts'
import { startTestServer } from './start-server.ts'

type Place = { DATA_DIR: string; DATABASE_URL: string; YINGHE_DEMO: string }

const DEMOS = ['on', 'off']
const databaseOf = (demo: string) => `yinghe_prepared_${demo}`

/** Starts and stops a server on each kind of storage under `folder`; `server` is a PostgreSQL, empty for the embedded one. */
export async function prepareStorages(folder: string, server: string): Promise<void> {
  for (const demo of DEMOS) {
    const dir = join(folder, demo)
    mkdirSync(dir, { recursive: true })
    if (server) await onServer(server, [`create database ${databaseOf(demo)}`])
    const url = server && withDatabase(server, databaseOf(demo))
    const started = await startTestServer(
      { env: { DATA_DIR: dir, DATABASE_URL: url } },
      { YINGHE_DEMO: demo, IDENTITY_SECRET: '' },
      { fresh: true },
    )
    await started.stop()
  }
}

/** Fills a place that no server has started on; without a prepared storage it stays empty. */
export async function fillPrepared({ DATA_DIR, DATABASE_URL, YINGHE_DEMO }: Place): Promise<void> {
  const folder = process.env.YINGHE_PREPARED
  if (!folder || existsSync(join(DATA_DIR, 'db'))) return
  if (DATABASE_URL) {
    if (await isUsed(DATABASE_URL)) return
    const name = new URL(DATABASE_URL).pathname.slice(1)
    await onServer(withDatabase(DATABASE_URL, 'postgres'), [
      `drop database ${name}`,
      `create database ${name} template ${databaseOf(YINGHE_DEMO)}`,
    ])
  }
  cpSync(join(folder, YINGHE_DEMO), DATA_DIR, { recursive: true })
}

async function isUsed(url: string): Promise<boolean> {
  const [{ used }] = await onServer<{ used: boolean }>(url, [
    `select exists (select from pg_tables where schemaname = 'public') as used`,
  ])
  return used
}

/** Runs statements one by one; gives the rows of the last. */
async function onServer<Row>(url: string, statements: string[]): Promise<[Row, ...Row[]]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    let rows: unknown[] = []
    for (const statement of statements) ({ rows } = await client.query(statement))
    return rows as [Row, ...Row[]]
  } finally {
    await client.end()
  }
}
