import { Redis } from 'ioredis'
import { sql } from 'kysely'
import type { Database } from '#platform/db/open.ts'
import type { Log } from '#platform/log.ts'

/** Carries short signals (who types, who is here) between nodes. Content never travels here. */
export type Fanout = {
  publish(message: string): void
  subscribe(heard: (message: string) => void): void
  close(): Promise<void>
}

const CHANNEL = 'signals'
/** PostgreSQL refuses larger notices. */
const MAX_BYTES = 7000

/** Redis when configured, else NOTIFY of the PostgreSQL server, else within this process. */
export async function openFanout(database: Database, redisUrl: string, log: Log): Promise<Fanout> {
  const listeners = new Set<(message: string) => void>()
  const heard = (message: string) => {
    for (const listener of listeners) listener(message)
  }
  const subscribe = (listener: (message: string) => void) => void listeners.add(listener)
  if (redisUrl) {
    const [out, into] = [new Redis(redisUrl), new Redis(redisUrl)]
    for (const client of [out, into])
      client.on('error', (error) => log.warn({ err: error }, 'Redis is not reachable; signals between nodes pause'))
    await into.subscribe(CHANNEL)
    into.on('message', (_channel, message) => heard(message))
    return {
      publish: (message) =>
        void out.publish(CHANNEL, message).catch((error: unknown) => log.warn({ err: error }, 'a signal was lost')),
      subscribe,
      close: async () => {
        out.disconnect()
        into.disconnect()
      },
    }
  }
  if (database.kind === 'pglite')
    return { publish: (message) => setImmediate(heard, message), subscribe, close: async () => listeners.clear() }
  const unlisten = await database.listen(CHANNEL, (message) => message && heard(message))
  return {
    publish: (message) => {
      if (Buffer.byteLength(message) > MAX_BYTES) return
      sql`select pg_notify(${CHANNEL}, ${message})`
        .execute(database.db)
        .catch((error: unknown) => log.warn({ err: error }, 'a signal was lost'))
    },
    subscribe,
    close: unlisten,
  }
}
