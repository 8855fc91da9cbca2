import type { PostgresPool, PostgresPoolClient } from 'kysely'
import { startEngine } from '#platform/db/engine.ts'
import type { ThreadOrder } from '#platform/db/engine-thread.ts'
import { openStatements, type Statements } from '#platform/db/statements.ts'
import type { Answer } from '#platform/db/wire.ts'

const BEGIN = /^(?:begin|start transaction)/
const END = /^(?:commit|rollback)$/
/** PostgreSQL's code for: what was prepared refers to tables as they were. */
const STALE = '0A000'
const BEGUN: Answer = { rows: [], command: 'BEGIN', rowCount: 0, parameters: [], fields: [], heard: [], error: null }

/** The embedded database as Kysely sees it: a pool of connections. */
export type Embedded = PostgresPool & {
  /** Calls `heard` for each NOTIFY on the channel. Resolves to an unsubscribe function. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  /** Rejects when the statement does not fit the tables; runs nothing. */
  describe(sql: string): Promise<unknown>
  /** The data directory as an archive that `loadFrom` takes. */
  dump(): Promise<Uint8Array>
}

/**
 * Opens the embedded database. It has one session: a transaction has it alone, other statements follow one another
 * through it without waiting for each other's answers.
 */
export async function openEmbedded(order: ThreadOrder): Promise<Embedded> {
  const engine = await startEngine(order)
  const session = takeTurns()
  const ears = new Map<string, Set<(payload: string) => void>>()
  const statements = await openStatements(engine, (channel, payload) => {
    for (const heard of ears.get(channel) ?? []) queueMicrotask(() => heard(payload))
  })
  const idle: PostgresPoolClient[] = []
  let ending: Promise<void> | null = null
  return {
    options: {},
    connect: async () => idle.pop() ?? newConnection(statements, session, (client) => idle.push(client)),
    end: () => (ending ??= session.during(engine.close)),
    listen: async (channel, heard) => {
      const all = ears.get(channel) ?? new Set()
      ears.set(channel, all.add(heard))
      await session.during(() => statements.say(`listen "${channel}"`))
      return async () => void all.delete(heard)
    },
    describe: statements.describe,
    dump: () => session.during(engine.dump),
  }
}

function newConnection(
  statements: Statements,
  session: Turns,
  release: (client: PostgresPoolClient) => void,
): PostgresPoolClient {
  /** Ends the transaction that this connection is in. */
  let over: (() => void) | null = null
  const alone = async (sql: string, given: readonly unknown[]): Promise<Answer> =>
    (await session.during(() => statements.send(sql, given))).answer
  const outside = async (sql: string, given: readonly unknown[]): Promise<Answer> => {
    try {
      return await alone(sql, given)
    } catch (error) {
      if ((error as { code?: string }).code !== STALE) throw error
      await session.during(statements.forget)
      return alone(sql, given)
    }
  }
  const query = async (sql: string, given: readonly unknown[]): Promise<Answer> => {
    if (BEGIN.test(sql)) {
      over = await session.take()
      // Not waited for: it fails only if the engine is gone, and then everything after it does.
      statements.say(sql).catch(() => undefined)
      return BEGUN
    }
    if (!over) return outside(sql, given)
    if (!END.test(sql)) return (await statements.send(sql, given)).answer
    try {
      return await statements.say(sql)
    } finally {
      over()
      over = null
    }
  }
  const client = {
    query,
    release: (broken?: boolean) => void (broken || release(client)),
  } as unknown as PostgresPoolClient
  return client
}

type Turns = ReturnType<typeof takeTurns>

/** One at a time, in the order of asking. `take` resolves to what gives the turn to the next. */
function takeTurns() {
  const waiting: (() => void)[] = []
  let taken = false
  const over = () => {
    const next = waiting.shift()
    if (next) next()
    else taken = false
  }
  const take = async () => {
    if (taken) await new Promise<void>((turn) => waiting.push(turn))
    taken = true
    return over
  }
  const during = async <T>(work: () => Promise<T>): Promise<T> => {
    await take()
    try {
      return await work()
    } finally {
      over()
    }
  }
  return { take, during }
}
