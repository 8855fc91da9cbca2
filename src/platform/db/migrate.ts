import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CompiledQuery, sql } from 'kysely'
import type { Database } from '#platform/db/open.ts'

export const MIGRATIONS_DIR = join(import.meta.dirname, '../../../database/migrations')

/** Key of the advisory lock under which the table of migrations is made; any number that nobody else uses. */
const MIGRATIONS_LOCK = 4_106_177_201

/** Changes with every migration: what was made from others is never used. */
export function migrationsHash(): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(MIGRATIONS_DIR).sort())
    hash.update(name).update(readFileSync(join(MIGRATIONS_DIR, name)))
  return hash.digest('hex').slice(0, 16)
}

/** Applies the numbered migrations not yet applied, each in its own transaction, one node at a time. */
export async function migrate(database: Database, dir = MIGRATIONS_DIR): Promise<string[]> {
  await database.transaction(async (tx) => {
    // "if not exists" does not hold back a second node that starts in the same moment.
    await sql`select pg_advisory_xact_lock(${MIGRATIONS_LOCK})`.execute(tx)
    await sql`create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())`.execute(
      tx,
    )
  })
  const applied: string[] = []
  for (const name of readdirSync(dir)
    .filter((file) => /^\d{4}_\w+\.sql$/.test(file))
    .sort()) {
    const done = await database.transaction(async (tx) => {
      await sql`lock table migrations in exclusive mode`.execute(tx)
      const known = await sql`select 1 from migrations where name = ${name}`.execute(tx)
      if (known.rows.length) return false
      for (const statement of splitStatements(readFileSync(join(dir, name), 'utf8'))) {
        await tx.executeQuery(CompiledQuery.raw(statement, []))
      }
      await sql`insert into migrations (name) values (${name})`.execute(tx)
      return true
    })
    if (done) applied.push(name)
  }
  return applied
}

/** Statements end with a semicolon at the end of a line; bodies in $$ quotes stay whole. */
export function splitStatements(text: string): string[] {
  const statements: string[] = []
  let current: string[] = []
  let quoted = false
  for (const line of text.split('\n')) {
    if (!quoted && (/^\s*--/.test(line) || (!line.trim() && !current.length))) continue
    current.push(line)
    if ((line.match(/\$\$/g)?.length ?? 0) % 2) quoted = !quoted
    if (!quoted && /;\s*$/.test(line)) {
      statements.push(current.join('\n'))
      current = []
    }
  }
  if (current.join('').trim()) statements.push(current.join('\n'))
  return statements
}
