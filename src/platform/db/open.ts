import { AsyncLocalStorage } from 'node:async_hooks'
import { join } from 'node:path'
import { CompiledQuery, Kysely, type KyselyPlugin, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { type Embedded, openEmbedded } from '#platform/db/embedded.ts'
import type { Tables } from '#platform/db/tables.ts'

/** Typed handle for queries outside a transaction. */
export type Db = Kysely<Tables>
/** Typed handle inside a transaction; verbs that must be atomic take it first. */
export type Tx = Transaction<Tables>
/** Either: for reads that may run inside or outside a transaction. */
export type Queryable = Db | Tx

export type Database = {
  kind: 'pglite' | 'postgres'
  db: Db
  /** Runs `work` in one transaction. Nothing inside may touch `db` (a guard throws) or the network. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Runs one prepared statement outside transactions; the hot path. */
  run<Row>(sql: string, params: unknown[]): Promise<Row[]>
  /** Calls `heard` for each NOTIFY on the channel, from this or another node. Resolves to an unsubscribe function. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  /** The embedded engine when there is one; tests need it. */
  embedded: Embedded | null
  pool: pg.Pool | null
  close(): Promise<void>
}

/** Opens the embedded database in `dataDir` (or in memory when null), or PostgreSQL when `url` is given. */
export async function openDatabase(options: {
  url?: string
  dataDir: string | null
  loadFrom?: string
  poolSize?: number
}): Promise<Database> {
  if (options.url) return openPostgres(options.url, options.poolSize ?? 10)
  const embedded = await openEmbedded({
    dataDir: options.dataDir && join(options.dataDir, 'db'),
    loadFrom: options.loadFrom ?? null,
  })
  const base = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: embedded }) })
  return {
    kind: 'pglite',
    ...handles(base),
    listen: embedded.listen,
    embedded,
    pool: null,
    close: async () => {
      await base.destroy()
      await embedded.end()
    },
  }
}

async function openPostgres(url: string, size: number): Promise<Database> {
  // Counts and numbers are far below 2^53; both databases then give plain numbers.
  pg.types.setTypeParser(pg.types.builtins.INT8, Number)
  const pool = new pg.Pool({ connectionString: url, max: size })
  // An idle connection that breaks is replaced by the pool; without a listener its error would end the process.
  pool.on('error', () => undefined)
  const base = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const listeners = new Set<() => Promise<void>>()
  return {
    kind: 'postgres',
    ...handles(base),
    listen: async (channel, heard) => {
      const stop = await listenOn(url, channel, heard)
      listeners.add(stop)
      return async () => {
        listeners.delete(stop)
        await stop()
      }
    },
    embedded: null,
    pool,
    close: async () => {
      await Promise.all([...listeners].map((stop) => stop()))
      await base.destroy()
    },
  }
}

/** A dedicated connection that listens, and reconnects with a wake-up call so that nothing missed stays unseen. */
async function listenOn(url: string, channel: string, heard: (payload: string) => void) {
  let client: pg.Client | null = null
  let stopped = false
  const connect = async () => {
    const next = new pg.Client({ connectionString: url })
    next.on('notification', (message) => heard(message.payload ?? ''))
    next.on('error', () => undefined)
    next.on('end', () => {
      if (!stopped && client === next) setTimeout(() => void retry(), 500).unref()
    })
    await next.connect()
    await next.query(`listen ${pg.escapeIdentifier(channel)}`)
    client = next
  }
  const retry = async () => {
    if (stopped) return
    try {
      await connect()
      heard('')
    } catch {
      setTimeout(() => void retry(), 1000).unref()
    }
  }
  await connect()
  return async () => {
    stopped = true
    await client?.end()
  }
}

const insideTransaction = new AsyncLocalStorage<{ open: boolean }>()

/** The embedded database has one connection: a query beside an open transaction would wait for ever, so it throws. */
const guard: KyselyPlugin = {
  transformQuery({ node }) {
    if (insideTransaction.getStore()?.open)
      throw new Error('A query outside the open transaction: pass tx instead of db')
    return node
  },
  transformResult: async ({ result }) => result,
}

function handles(base: Kysely<Tables>) {
  return {
    db: base.withPlugin(guard),
    transaction: async <T>(work: (tx: Tx) => Promise<T>) => {
      if (insideTransaction.getStore()?.open) throw new Error('A transaction inside a transaction: pass tx instead')
      return base.transaction().execute((tx) => {
        const mark = { open: true }
        return insideTransaction.run(mark, async () => {
          try {
            return await work(tx)
          } finally {
            mark.open = false
          }
        })
      })
    },
    run: async <Row>(sql: string, params: unknown[]) => {
      if (insideTransaction.getStore()?.open)
        throw new Error('A statement outside the open transaction: pass tx instead of db')
      return (await base.executeQuery<Row>(CompiledQuery.raw(sql, params))).rows
    },
  }
}
