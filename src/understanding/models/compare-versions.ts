import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import type { Comparison } from '#understanding/models/contract.ts'
import { findStored, keepEvaluator } from '#understanding/models/queries.ts'
import type { Threads } from '#understanding/models/train-outside.ts'

/** Two versions on the rows that the first one holds out; what was trained for it is kept. Throws not_found. */
export async function compareVersions(
  { database, threads, engine }: { database: Database; threads: Threads; engine: string },
  id: string,
  against: string,
): Promise<Comparison> {
  const one = await findStored(database.db, id, engine)
  const other = await findStored(database.db, against, engine)
  if (!one || !other) throw new AppError('not_found')
  const { comparison, evaluators } = await threads.run({ kind: 'compare', one, other })
  if (!one.evaluator) await keepEvaluator(database.db, id, evaluators[0])
  if (!other.evaluator) await keepEvaluator(database.db, against, evaluators[1])
  return { ...comparison, number: one.number, against: other.number }
}
