import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { migrate } from '#platform/db/migrate.ts'
import { type Database, openDatabase } from '#platform/db/open.ts'
import { dumpSchema } from '../database/dump.ts'
import { ROOT } from './tree.ts'

let database: Database
before(async () => {
  database = await openDatabase({ dataDir: null })
  await migrate(database)
})
after(() => database.close())

const fix = 'run: npm run schema, and look at the difference'

test('schema.sql and the row types are what the migrations make', async () => {
  const { schema, types } = await dumpSchema(database)
  assert.equal(readFileSync(join(ROOT, 'database/schema.sql'), 'utf8'), schema, fix)
  assert.equal(readFileSync(join(ROOT, 'src/platform/db/tables.ts'), 'utf8'), types, fix)
})

test('the golden schema notices a changed column', async () => {
  const altered = await openDatabase({ dataDir: null })
  await migrate(altered)
  await altered.run('alter table customers add column planted text', [])
  assert.notEqual((await dumpSchema(altered)).schema, readFileSync(join(ROOT, 'database/schema.sql'), 'utf8'))
  await altered.close()
})

/** Every raw statement, by file and name. */
async function allStatements(): Promise<[string, string][]> {
  const files = globSync('src/**/*queries.ts', { cwd: ROOT })
  const found: [string, string][] = []
  for (const file of files) {
    const module = (await import(join(ROOT, file))) as { statements?: Record<string, string> }
    for (const [name, sql] of Object.entries(module.statements ?? {})) found.push([`${file}: ${name}`, sql])
  }
  return found
}

test('every raw SQL statement fits the schema', async () => {
  const statements = await allStatements()
  assert.ok(statements.length >= 5)
  for (const [name, sql] of statements) await assert.doesNotReject(database.embedded!.describe(sql), name)
})

test('a statement with an unknown column is noticed', async () => {
  await assert.rejects(database.embedded!.describe('select planted from customers'))
})

test('one folder owns each table', () => {
  const owners = new Map<string, Set<string>>()
  for (const file of globSync('src/**/*queries.ts', { cwd: ROOT })) {
    const text = readFileSync(join(ROOT, file), 'utf8')
    const folder = file.split('/')[1]!
    const writes = [
      ...text.matchAll(
        /(?:insertInto|updateTable|deleteFrom)\(\s*['"](\w+)|(?:insert into|update|delete from)\s+(\w+)/gi,
      ),
    ]
    for (const [, built, raw] of writes) {
      const table = (built ?? raw)!
      if (new RegExp(`^table ${table} \\(`, 'm').test(schemaText))
        owners.set(table, (owners.get(table) ?? new Set()).add(folder))
    }
  }
  // The ledger has two writers on purpose: `append`, and the group commit that must be one statement.
  owners.delete('events')
  const shared = [...owners]
    .filter(([, folders]) => folders.size > 1)
    .map(([table, folders]) => `${table}: ${[...folders].join(', ')}`)
  assert.deepEqual(shared, [])
})
const schemaText = readFileSync(join(ROOT, 'database/schema.sql'), 'utf8')
