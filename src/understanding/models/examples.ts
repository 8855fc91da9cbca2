import { createHash } from 'node:crypto'
import type { Audit } from '#governance/contract.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { IntentExamples } from '#understanding/contract.ts'
import type { IntentExample } from '#understanding/models/contract.ts'
import { deleteExample, findExample, putExample, setActive } from '#understanding/models/example-queries.ts'
import type { By } from '#understanding/models/release.ts'

type NewExample = Pick<IntentExample, 'intentId' | 'language' | 'text' | 'source'>

/** Adds a sentence to an intent; the same sentence again is made active. Takes effect with the next training. */
export async function addExample(tx: Tx, audit: Audit, example: NewExample, by: By): Promise<IntentExample> {
  const added = await putExample(tx, { ...example, id: newId(), active: true, by: by.actor })
  await tell(tx, audit, added, 'added', by)
  return added
}

/** Deletes an added sentence. Throws not_found. */
export async function removeExample(tx: Tx, audit: Audit, intentId: string, id: string, by: By): Promise<void> {
  const example = await findExample(tx, id)
  if (!example || example.intentId !== intentId || example.source === 'pack') throw new AppError('not_found')
  await deleteExample(tx, id)
  await tell(tx, audit, example, 'removed', by)
}

/** Takes back what a label taught; examples that people wrote themselves stay. */
export async function withdrawExample(tx: Tx, audit: Audit, id: string, by: By): Promise<void> {
  const example = await findExample(tx, id)
  if (example?.source === 'annotation') await removeExample(tx, audit, example.intentId, id, by)
}

/** Switches an example off or on; one of a pack (`given`) is known by its text. Throws not_found. */
export async function switchExample(
  tx: Tx,
  audit: Audit,
  given: IntentExamples,
  id: string,
  active: boolean,
  by: By,
): Promise<IntentExample> {
  const own = await findExample(tx, id)
  const example = own?.source === 'pack' || !own ? packExamples(given).find((one) => one.id === id) : own
  if (!example || example.intentId !== given.id) throw new AppError('not_found')
  if (example.source === 'pack') await putExample(tx, { ...example, active, by: by.actor })
  else await setActive(tx, id, active)
  await tell(tx, audit, example, active ? 'on' : 'off', by)
  return { ...example, active }
}

/** The sentences that packs and articles bring; their ids are made from their words. */
export function packExamples({ id: intentId, examples }: IntentExamples): IntentExample[] {
  return (['zh', 'en'] as const).flatMap((language) =>
    [...new Set(examples[language])].map((text) => ({
      id: packId(intentId, language, text),
      intentId,
      language,
      text,
      source: 'pack' as const,
      active: true,
      createdBy: null,
      createdAt: null,
    })),
  )
}

const packId = (intentId: string, language: string, text: string): string =>
  `pack-${createHash('sha256').update(`${intentId}\n${language}\n${text}`).digest('hex').slice(0, 24)}`

type What = 'added' | 'removed' | 'on' | 'off'

async function tell(tx: Tx, audit: Audit, { id, intentId }: IntentExample, what: What, by: By): Promise<void> {
  const payload = { intentId, exampleId: id, what }
  await appendEvents(tx, [
    { kind: 'examples.changed', conversationId: null, customerId: null, actor: by.actor, payload },
  ])
  await audit(tx, { ...by, action: `example.${what}`, target: `intent:${intentId}`, detail: { exampleId: id } })
}
