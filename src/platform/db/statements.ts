import { types } from '@electric-sql/pglite'
import type { Engine } from '#platform/db/engine.ts'
import { type Answer, execute, type Field, prepare, readAnswer, simple } from '#platform/db/wire.ts'

/** Statements kept ready; a plan takes some ten kilobytes. */
const KEPT = 300
/** Nothing in the embedded engine tells a plan that its tables have grown meanwhile, so each is made anew from time to time. */
const RENEWED_MS = 10_000
const PREPARABLE = /^\s*(?:select|insert|update|delete|with)\b/i

type Prepared = { name: string; since: number; parameters: number[]; fields: Field[] }
type Heard = (channel: string, payload: string) => void

export type Statements = {
  /** Sends a statement; resolves once it is on its way, to its answer still to come. Rejects with PostgreSQL's error. */
  send(sql: string, given: readonly unknown[]): Promise<{ answer: Promise<Answer> }>
  /** Runs words without parameters at once, and nothing is prepared for them. */
  say(sql: string): Promise<Answer>
  describe(sql: string): Promise<unknown>
  /** Prepares everything anew. */
  forget(): Promise<void>
}

/** Statements are parsed and planned once, and run with values after that. Whoever sends has the session meanwhile. */
export async function openStatements(engine: Engine, heard: Heard): Promise<Statements> {
  const { parsers, serializers } = knownTypes()
  serializers.set(types.BYTEA, writeBytes)
  parsers.set(types.BYTEA, readBytes)
  const kept = new Map<string, Prepared>()
  let last = 0

  const ask = async (bytes: Uint8Array, fields: Field[] = []): Promise<Answer> => {
    const answer = readAnswer(await engine.ask(bytes), fields, (type) => parsers.get(type))
    for (const { channel, payload } of answer.heard) heard(channel, payload)
    if (answer.error) throw answer.error
    return answer
  }
  const prepared = async (sql: string): Promise<Prepared> => {
    const known = kept.get(sql)
    // What was used last is forgotten last.
    kept.delete(sql)
    if (known && Date.now() - known.since < RENEWED_MS) {
      kept.set(sql, known)
      return known
    }
    // Room is made by the one of this text that has aged, or by the one not used for longest.
    const [oldest] = known || kept.size < KEPT ? [] : kept.keys()
    const spent = oldest === undefined ? known : kept.get(oldest)
    if (oldest !== undefined) kept.delete(oldest)
    const name = `s${++last}`
    const { parameters, fields } = await ask(prepare(name, sql, spent?.name))
    const statement = { name, since: Date.now(), parameters, fields }
    kept.set(sql, statement)
    return statement
  }
  const say = (sql: string) => ask(simple(sql))
  const forget = async () => {
    if (!kept.size) return
    kept.clear()
    await say('deallocate all')
  }
  const send: Statements['send'] = async (sql, given) => {
    if (!PREPARABLE.test(sql) && !given.length) {
      const answer = await say(sql)
      // It may have changed a table.
      await forget()
      return { answer: Promise.resolve(answer) }
    }
    const { name, parameters, fields } = await prepared(sql)
    const values = given.map((value, n) => asText(value, serializers.get(parameters[n]!)))
    return { answer: ask(execute(name, values), fields) }
  }

  for (const { oid, typarray } of (await say(ARRAY_TYPES)).rows as { oid: number; typarray: number }[]) {
    const [serialize, parse] = [serializers.get(oid), parsers.get(oid)]
    serializers.set(typarray, (value) => types.arraySerializer(value, serialize, typarray))
    parsers.set(typarray, (text) => types.arrayParser(text, parse ?? String, typarray))
  }
  return { send, say, describe: (sql) => ask(prepare('', sql)), forget }
}

const ARRAY_TYPES = `select b.oid, b.typarray from pg_type a join pg_type b on b.oid = a.typelem where a.typcategory = 'A'
  group by b.oid, b.typarray`

/** PGlite's own make a text of every byte, which takes a second and hundreds of megabytes for a trained model. */
function writeBytes(value: unknown): string {
  if (!(value instanceof Uint8Array)) throw new TypeError('bytes are given as a Uint8Array')
  return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`
}
const readBytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.slice(2), 'hex'))

/** How values of a type are written and read; a type that is missing is text. */
function knownTypes() {
  const entries = <T>(of: Record<string, T>) =>
    new Map(Object.entries(of).flatMap(([type, how]) => (/^\d+$/.test(type) ? [[Number(type), how] as const] : [])))
  return { parsers: entries(types.parsers), serializers: entries(types.serializers) }
}

function asText(value: unknown, serialize: ((value: unknown) => string) | undefined): string | null {
  if (value === null || value === undefined) return null
  return serialize ? serialize(value) : String(value)
}
