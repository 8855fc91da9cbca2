import type { TwoLabels } from '#learning/agree.ts'
import type { CaseLabel, FailureCase } from '#learning/contract.ts'
import { toCase } from '#learning/queries.ts'
import type { Db, Queryable, Tx } from '#platform/db/open.ts'
import type { ModelKind } from '#understanding/models/contract.ts'

export type GivenLabel = { userId: string; label: CaseLabel }

/** The labels of a case, the first one first. */
export async function labelsOf(db: Queryable, caseId: string): Promise<GivenLabel[]> {
  const rows = await db
    .selectFrom('case_labels')
    .select(['user_id', 'label'])
    .where('case_id', '=', caseId)
    .orderBy('at')
    .orderBy('user_id')
    .execute()
  return rows.map((row) => ({ userId: row.user_id, label: row.label as CaseLabel }))
}

export async function putLabel(tx: Tx, caseId: string, userId: string, label: CaseLabel): Promise<void> {
  const json = JSON.stringify(label)
  await tx
    .insertInto('case_labels')
    .values({ case_id: caseId, user_id: userId, label: json })
    .onConflict((oc) => oc.columns(['case_id', 'user_id']).doUpdateSet({ label: json }))
    .execute()
}

/** The case is gone as if the message had never been one, its labels with it. */
export async function deleteCase(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('failure_cases').where('id', '=', id).execute()
}

export async function deleteLabels(tx: Tx, caseId: string): Promise<void> {
  await tx.deleteFrom('case_labels').where('case_id', '=', caseId).execute()
}

export async function deleteLabel(tx: Tx, caseId: string, userId: string): Promise<void> {
  await tx.deleteFrom('case_labels').where('case_id', '=', caseId).where('user_id', '=', userId).execute()
}

type Decision = {
  status: FailureCase['status']
  label: CaseLabel | null
  by: string | null
  exampleId: string | null
  disputed: boolean
}

export async function decideCase(tx: Tx, id: string, decision: Decision): Promise<FailureCase> {
  const row = await tx
    .updateTable('failure_cases')
    .set({
      status: decision.status,
      label: decision.label && JSON.stringify(decision.label),
      labelled_by: decision.by,
      labelled_at: decision.by ? new Date() : null,
      example_id: decision.exampleId,
      disputed: decision.disputed,
      locked_by: null,
      locked_until: null,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toCase(row)
}

/** What another case than this one says that stands on the same example; null where none does. */
export async function otherOn(tx: Tx, exampleId: string, caseId: string): Promise<CaseLabel | null> {
  const row = await tx
    .selectFrom('failure_cases')
    .select('label')
    .where('example_id', '=', exampleId)
    .where('id', '!=', caseId)
    .orderBy('labelled_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (row?.label as CaseLabel | null | undefined) ?? null
}

/** Cases that two people labelled: their first two labels. */
export async function twoLabels(db: Db, kind: ModelKind, limit: number): Promise<TwoLabels[]> {
  const rows = await db
    .selectFrom('case_labels')
    .innerJoin('failure_cases', 'failure_cases.id', 'case_labels.case_id')
    .select(['case_id', 'user_id', 'case_labels.label'])
    .where('second', '=', true)
    .where('kind', '=', kind)
    .orderBy('case_id', 'desc')
    .orderBy('case_labels.at')
    .limit(limit)
    .execute()
  const byCase = Map.groupBy(rows, (row) => row.case_id)
  return [...byCase.values()].flatMap(([first, second]) =>
    first && second
      ? [
          {
            first: first.label as CaseLabel,
            second: second.label as CaseLabel,
            firstBy: first.user_id,
            secondBy: second.user_id,
          },
        ]
      : [],
  )
}
