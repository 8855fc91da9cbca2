import { chooseStrategy, mergeLines } from '#emotion/strategy/choose-strategy.ts'
import type { ChooseStrategy, Strategy } from '#emotion/strategy/contract.ts'
import { versionsOf } from '#emotion/strategy/strategy-queries.ts'
import type { Database } from '#platform/db/open.ts'
import type { Tail } from '#platform/ledger/tail.ts'
import type { Log } from '#platform/log.ts'

type Deps = { database: Database; tail: Tail; log: Log; packs: () => readonly Strategy[] }

export type Strategies = {
  choose: ChooseStrategy
  /** The line as it stands in the matrix in force; null for one that is gone. */
  find: (id: string) => Strategy | null
  packs: () => readonly Strategy[]
  /** The released matrix as this node knows it. */
  released: () => { version: number; changed: readonly Strategy[] }
  reload: () => Promise<void>
}

/** The released matrix in memory; a release on any node makes all of them use it. */
export async function openStrategies({ database, tail, log, packs }: Deps): Promise<Strategies> {
  let released: { version: number; changed: readonly Strategy[] } = { version: 0, changed: [] }
  let merged: { packs: readonly Strategy[]; lines: Strategy[] } | null = null
  const reload = async () => {
    const [newest] = await versionsOf(database.db, 1)
    released = newest ? { version: newest.version, changed: newest.lines } : { version: 0, changed: [] }
    merged = null
  }
  await reload()
  tail.onEvents(async (events) => {
    if (!events.some(({ kind }) => kind === 'strategy.released')) return
    await reload().catch((error: unknown) => log.error({ err: error }, 'the released strategies could not be read'))
  })
  const lines = () => {
    const now = packs()
    if (merged?.packs !== now) merged = { packs: now, lines: mergeLines(now, released.changed) }
    return merged.lines
  }
  return {
    find: (id) => lines().find((line) => line.id === id) ?? null,
    packs,
    released: () => released,
    reload,
    choose: (situation) => {
      const strategy = chooseStrategy(lines(), situation)
      return strategy && { strategy, version: released.version }
    },
  }
}
