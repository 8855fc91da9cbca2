import { type messages, type PGlite, protocol } from '@electric-sql/pglite'
import type { PGlite as Connection, PGliteQueryResults, PGliteTransaction } from 'kysely'

/** Statements kept ready; a plan takes some ten kilobytes. */
const KEPT = 300
/** Nothing in PGlite tells a plan that its tables have grown meanwhile, so each is made anew from time to time. */
const RENEWED_MS = 10_000
const PREPARABLE = /^\s*(?:select|insert|update|delete|with)\b/i
const { serialize } = protocol
const EXECUTE = Buffer.concat([serialize.execute({}), serialize.sync()])
/** What was prepared refers to tables as they were. */
const STALE = '0A000'

type Prepared = { name: string; since: number; parameters: number[]; fields: { name: string; dataTypeID: number }[] }
type Outcome = PGliteQueryResults<never>

/**
 * The embedded database for Kysely, with statements that are parsed and planned once. PGlite does both at each call and
 * spends six round trips into the engine on it, which is most of what a small statement costs.
 */
export function prepareStatements(pglite: PGlite): Connection {
  const kept = new Map<string, Prepared>()
  let last = 0
  const ask = (...parts: Uint8Array[]) => pglite.execProtocolStream(Buffer.concat(parts))

  const prepare = async (sql: string): Promise<Prepared> => {
    // Room is made by the one of this text that has aged, or by the one not used for longest.
    const spent = kept.has(sql) ? sql : kept.size < KEPT ? undefined : kept.keys().next().value
    const closed = spent === undefined ? undefined : kept.get(spent)
    if (spent !== undefined) kept.delete(spent)
    const name = `s${++last}`
    const answer = await ask(
      ...(closed ? [serialize.close({ type: 'S', name: closed.name })] : []),
      serialize.parse({ name, text: sql }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    )
    const parameters = found<messages.ParameterDescriptionMessage>(answer, 'parameterDescription')?.dataTypeIDs ?? []
    return {
      name,
      since: Date.now(),
      parameters,
      fields: found<messages.RowDescriptionMessage>(answer, 'rowDescription')?.fields ?? [],
    }
  }
  const perform = async (sql: string, given: unknown[]): Promise<Outcome> => {
    const known = kept.get(sql)
    const statement = known && Date.now() - known.since < RENEWED_MS ? known : await prepare(sql)
    // What was used last is forgotten last.
    kept.delete(sql)
    kept.set(sql, statement)
    const values = given.map((value, n) => asText(pglite, value, statement.parameters[n]!))
    const answer = await ask(bind(statement.name, values), EXECUTE)
    return outcomeOf(pglite, statement, answer)
  }
  const forget = async () => {
    if (!kept.size) return
    kept.clear()
    await ask(serialize.query('deallocate all'))
  }
  const through = (connection: Pick<PGlite, 'query'>, inTransaction: boolean): PGliteTransaction['query'] =>
    (async (sql, params = [], options) => {
      if (!PREPARABLE.test(sql)) {
        const outcome = await connection.query(sql, params, options as never)
        // It may have changed a table.
        await pglite.runExclusive(forget)
        return outcome
      }
      return pglite.runExclusive(async () => {
        try {
          return await perform(sql, params)
        } catch (error) {
          if (inTransaction || (error as { code?: string }).code !== STALE) throw error
          await forget()
          return perform(sql, params)
        }
      })
    }) as PGliteTransaction['query']
  return {
    query: through(pglite, false),
    transaction: (work) =>
      pglite.transaction((tx) => work({ query: through(tx, true), rollback: () => tx.rollback() })),
    close: () => pglite.close(),
    get closed() {
      return pglite.closed
    },
    get ready() {
      return pglite.ready
    },
    waitReady: pglite.waitReady,
  }
}

const found = <T>(answer: { name: string }[], name: string) =>
  answer.find((message) => message.name === name) as T | undefined

/** The message that gives a statement its values, all as text. PGlite's own counts each character of them, which large ones feel. */
function bind(statement: string, values: (string | null)[]): Buffer {
  const sizes = values.map((value) => (value === null ? 0 : Buffer.byteLength(value)))
  const length = sizes.reduce((sum, size) => sum + 4 + size, 4 + 1 + statement.length + 1 + 2 + 2 + 2)
  const message = Buffer.allocUnsafe(1 + length)
  let at = message.write('B', 'latin1')
  at = message.writeInt32BE(length, at)
  // The portal without a name; then the statement; then no formats, which means text.
  at += message.write(`\0${statement}\0\0\0`, at, 'latin1')
  at = message.writeUInt16BE(values.length, at)
  for (const [n, value] of values.entries()) {
    at = message.writeInt32BE(value === null ? -1 : sizes[n]!, at)
    if (value !== null) at += message.write(value, at)
  }
  message.writeUInt16BE(0, at)
  return message
}

function asText(pglite: PGlite, value: unknown, type: number): string | null {
  if (value === null || value === undefined) return null
  const serializer = pglite.serializers[type]
  return serializer ? serializer(value) : String(value)
}

function outcomeOf(pglite: PGlite, { fields }: Prepared, answer: { name: string }[]): Outcome {
  const rows: Record<string, unknown>[] = []
  let affectedRows = 0
  for (const message of answer) {
    if (message.name === 'dataRow') {
      const row: Record<string, unknown> = {}
      const cells = (message as messages.DataRowMessage).fields
      for (const [n, { name, dataTypeID }] of fields.entries()) {
        const text = cells[n]!
        const parser = text === null ? undefined : pglite.parsers[dataTypeID]
        row[name] = parser ? parser(text, dataTypeID) : text
      }
      rows.push(row)
    } else if (message.name === 'commandComplete') {
      const [command, ...counts] = (message as messages.CommandCompleteMessage).text.split(' ')
      if (command !== 'SELECT') affectedRows = Number(counts.at(-1))
    }
  }
  return { rows: rows as never[], fields, affectedRows }
}
