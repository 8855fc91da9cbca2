import type { Selectable } from 'kysely'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'
import type { IntentExample } from '#understanding/models/contract.ts'
import type { ExampleRow } from '#understanding/models/training-set.ts'

const toExample = (row: Selectable<Tables['intent_examples']>): IntentExample => ({
  id: row.id,
  intentId: row.intent_id,
  language: row.language as IntentExample['language'],
  text: row.text,
  source: row.source as IntentExample['source'],
  active: row.active,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
})

export async function allExamples(db: Queryable): Promise<ExampleRow[]> {
  const rows = await db
    .selectFrom('intent_examples')
    .select(['intent_id', 'language', 'text', 'source', 'active'])
    .orderBy('id')
    .execute()
  return rows.map(({ intent_id, language, ...row }) => ({
    ...row,
    intentId: intent_id,
    language: language as ExampleRow['language'],
  }))
}

export async function examplesOf(db: Queryable, intentId: string): Promise<IntentExample[]> {
  const rows = await db.selectFrom('intent_examples').selectAll().where('intent_id', '=', intentId).execute()
  return rows.map(toExample)
}

export async function findExample(db: Queryable, id: string): Promise<IntentExample | null> {
  const row = await db.selectFrom('intent_examples').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toExample(row) : null
}

type NewExample = Pick<IntentExample, 'id' | 'intentId' | 'language' | 'text' | 'source' | 'active'> & { by: string }

/** Writes an example; the same text of the same intent is there once and takes over `active`. */
export async function putExample(tx: Tx, example: NewExample): Promise<IntentExample> {
  const row = await tx
    .insertInto('intent_examples')
    .values({
      id: example.id,
      intent_id: example.intentId,
      language: example.language,
      text: example.text,
      source: example.source,
      active: example.active,
      created_by: example.by,
    })
    .onConflict((oc) => oc.columns(['intent_id', 'language', 'text']).doUpdateSet({ active: example.active }))
    .returningAll()
    .executeTakeFirstOrThrow()
  return toExample(row)
}

export async function setActive(tx: Tx, id: string, active: boolean): Promise<IntentExample | null> {
  const row = await tx
    .updateTable('intent_examples')
    .set({ active })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row ? toExample(row) : null
}

export async function deleteExample(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('intent_examples').where('id', '=', id).execute()
}
