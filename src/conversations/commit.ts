import { commitWrites } from '#conversations/queries.ts'
import type { Write } from '#conversations/stored.ts'
import type { Database } from '#platform/db/open.ts'

/** Most conversations in one statement; larger ones only add latency. */
const MAX_BATCH = 128

export type Committer = {
  /** Resolves when the change is durable: true, or false when the conversation moved on meanwhile. */
  commit(write: Write): Promise<boolean>
  /** Resolves when everything handed over so far is durable. */
  settled(): Promise<void>
}

type Waiting = { write: Write; resolve: (applied: boolean) => void; reject: (error: unknown) => void }

/**
 * Gathers the changes that arrive while a statement is under way and commits them together. No timer: a lone change
 * goes out at once, and the batch grows only as fast as the database is slow.
 */
export function openCommitter(database: Database): Committer {
  let waiting: Waiting[] = []
  let running: Promise<void> | null = null

  const flush = async () => {
    // Everything that became ready in this turn of the event loop joins the batch.
    await new Promise((ready) => setImmediate(ready))
    while (waiting.length) {
      const batch = waiting.slice(0, MAX_BATCH)
      waiting = waiting.slice(MAX_BATCH)
      await commitBatch(database, batch)
    }
    running = null
  }
  return {
    commit: (write) =>
      new Promise((resolve, reject) => {
        waiting.push({ write, resolve, reject })
        running ??= flush()
      }),
    settled: async () => {
      while (running) await running
    },
  }
}

async function commitBatch(database: Database, batch: Waiting[]): Promise<void> {
  try {
    const applied = await commitWrites(
      database,
      batch.map((item) => item.write),
    )
    for (const { write, resolve } of batch) resolve(applied.has(write.after.id))
  } catch (error) {
    // One bad change must not take the others down with it: each on its own, and only the bad one fails.
    if (batch.length === 1) batch[0]!.reject(error)
    else for (const item of batch) await commitBatch(database, [item])
  }
}
