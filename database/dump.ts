import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { migrate } from '#platform/db/migrate.ts'
import { type Database, openDatabase } from '#platform/db/open.ts'

type Column = {
  table: string
  column: string
  type: string
  nullable: boolean
  fallback: string | null
  generated: boolean
}

/** Reads the schema that the migrations make and returns the golden text and the TypeScript row types. */
export async function dumpSchema(database: Database): Promise<{ schema: string; types: string }> {
  const columns = await sql<Column>`
    select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type,
      not a.attnotnull as nullable, pg_get_expr(d.adbin, d.adrelid) as fallback, a.attidentity <> '' as generated
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum`.execute(database.db)
  const constraints = await sql<{ table: string; line: string }>`
    select c.relname as "table", format('constraint %s %s', k.conname, pg_get_constraintdef(k.oid)) as line
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and k.contype <> 'n' order by c.relname, k.conname`.execute(database.db)
  const indexes = await sql<{ line: string }>`
    select indexdef as line from pg_indexes where schemaname = 'public' order by tablename, indexname`.execute(
    database.db,
  )
  const tables = Map.groupBy(columns.rows, (row) => row.table)
  return {
    schema: schemaText(
      tables,
      Map.groupBy(constraints.rows, (row) => row.table),
      indexes.rows.map((row) => row.line),
    ),
    types: typesText(tables),
  }
}

function schemaText(
  tables: Map<string, Column[]>,
  constraints: Map<string, { line: string }[]>,
  indexes: string[],
): string {
  const parts = [...tables].map(([table, columns]) => {
    const lines = columns.map((c) =>
      [
        `  ${c.column} ${c.type}`,
        c.nullable ? '' : ' not null',
        c.generated ? ' generated identity' : '',
        c.fallback ? ` default ${c.fallback}` : '',
      ].join(''),
    )
    return `table ${table} (\n${[...lines, ...(constraints.get(table) ?? []).map((c) => `  ${c.line}`)].join(',\n')}\n)\n`
  })
  return `-- What the migrations add up to. Regenerate with: npm run schema\n\n${parts.join('\n')}\n${indexes.join('\n')}\n`
}

const TYPES: Record<string, string> = {
  text: 'string',
  integer: 'number',
  boolean: 'boolean',
  jsonb: 'Json',
  bytea: 'Uint8Array',
  'double precision': 'number',
  'timestamp with time zone': 'Time',
  bigint: 'BigInteger',
  xid8: 'TransactionId',
  tsvector: 'string',
}

function typesText(tables: Map<string, Column[]>): string {
  const body = [...tables].map(([table, columns]) => {
    const fields = columns.map((c) => {
      const known = TYPES[c.type]
      if (!known) throw new Error(`No TypeScript type for ${c.table}.${c.column}: ${c.type}`)
      const type = c.nullable ? `${known} | null` : known
      return `    ${c.column}: ${c.generated || c.fallback ? `Generated<${type}>` : type}`
    })
    return `  ${table}: {\n${fields.join('\n')}\n  }`
  })
  return `// Row types of the schema. Regenerate with: npm run schema
import type { ColumnType } from 'kysely'

type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
type Time = ColumnType<Date, Date | string, Date | string>
type Json = ColumnType<unknown, string, string>
type BigInteger = ColumnType<number, number, number>
type TransactionId = ColumnType<string, string, string>

export type Tables = {
${body.join('\n')}
}
`
}

if (import.meta.main) {
  const database = await openDatabase({ dataDir: null })
  await migrate(database)
  const { schema, types } = await dumpSchema(database)
  writeFileSync(join(import.meta.dirname, 'schema.sql'), schema)
  writeFileSync(join(import.meta.dirname, '../src/platform/db/tables.ts'), types)
  await database.close()
}
