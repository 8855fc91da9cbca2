import type { ImportJob } from '#knowledge/import/contract.ts'
import { changeJob, findJob, type JobChange } from '#knowledge/import/import-queries.ts'
import type { Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'

export type { JobChange }

/** The one way an import goes on: its state and the fact in one transaction. False when it is in none of `from`. */
export async function changeAndTell(
  tx: Tx,
  id: string,
  from: ImportJob['status'][],
  change: JobChange,
  actor: string,
): Promise<boolean> {
  if (!(await changeJob(tx, id, from, change))) return false
  const job = (await findJob(tx, id))!
  const payload = { importId: id, status: job.status, stage: job.stage, progress: job.progress }
  await appendEvents(tx, [{ kind: 'import.changed', conversationId: null, customerId: null, actor, payload }])
  return true
}
