import { setImmediate } from 'node:timers/promises'
import { openClusters } from '#learning/cluster.ts'
import { assignClusters, openCases, unclustered } from '#learning/queries.ts'
import type { Database } from '#platform/db/open.ts'
import { type ModelKind, modelKind } from '#understanding/models/contract.ts'

/** More open cases than anybody will label; the newest count. */
const MOST = 50_000
const PIECE = 50

/** Puts every open case that has no cluster into one of its kind. Works in small pieces, so that customers are answered meanwhile. */
export function openCaseClusters(database: Database) {
  let running: Promise<void> | null = null
  const runKind = async (kind: ModelKind) => {
    if (!(await unclustered(database.db, kind))) return
    const cases = await openCases(database.db, kind, MOST)
    const clusters = openClusters()
    const assigned: { id: string; cluster: string }[] = []
    for (const [i, { id, text, cluster }] of cases.entries()) {
      if (cluster) clusters.place(id, text, cluster)
      else assigned.push({ id, cluster: clusters.assign(id, text) })
      if (i % PIECE === PIECE - 1) await setImmediate()
    }
    for (let i = 0; i < assigned.length; i += 2000) await assignClusters(database, assigned.slice(i, i + 2000))
  }
  const run = async () => {
    for (const kind of modelKind.options) await runKind(kind)
  }
  return () => {
    running ??= run().finally(() => {
      running = null
    })
    return running
  }
}
