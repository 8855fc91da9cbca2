import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import type { Anchor } from '#understanding/emotion/taught/train-taught.ts'
import type { Comparison, ModelKind } from '#understanding/models/contract.ts'
import { findStored, findVersion, keepEvaluator } from '#understanding/models/queries.ts'
import type { Threads } from '#understanding/models/train-outside.ts'

type CompareDeps = {
  database: Database
  threads: Threads
  engines: Record<ModelKind, string>
  anchors: () => Promise<Anchor[]>
}

/** Two versions of a kind on the rows that the first one holds out; what was trained for it is kept. Throws not_found. */
export async function compareVersions(
  { database, threads, engines, anchors }: CompareDeps,
  id: string,
  against: string,
): Promise<Comparison> {
  const kind = (await findVersion(database.db, id))?.version.kind ?? 'intent'
  const one = await findStored(database.db, id, engines[kind])
  const other = await findStored(database.db, against, engines[kind])
  if (!one || !other || other.kind !== kind) throw new AppError('not_found')
  const job =
    kind === 'intent'
      ? ({ kind: 'compare', one, other } as const)
      : ({ kind: 'compare-taught', one, other, anchors: await anchors() } as const)
  const { comparison, evaluators } = await threads.run(job)
  if (!one.evaluator) await keepEvaluator(database.db, id, evaluators[0])
  if (!other.evaluator) await keepEvaluator(database.db, against, evaluators[1])
  return { ...comparison, number: one.number, against: other.number }
}
