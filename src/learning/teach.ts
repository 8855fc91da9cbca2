import { recordAudit } from '#governance/record-audit.ts'
import { KNOWLEDGE_QUESTION } from '#knowledge/questions-as-intent.ts'
import type { CaseLabel, FailureCase } from '#learning/contract.ts'
import { otherOn } from '#learning/label-queries.ts'
import type { Tx } from '#platform/db/open.ts'
import { OUT_OF_SCOPE } from '#understanding/classify.ts'
import { addExample, withdrawExample } from '#understanding/models/examples.ts'
import { feeling } from '#understanding/models/labels/contract.ts'
import { addLabel, withdrawLabel } from '#understanding/models/labels/labels.ts'
import type { By } from '#understanding/models/release.ts'

/** A case's text as what its label says: an example of the intent, which a new one has none of yet, or a felt sentence. */
export async function teach(tx: Tx, one: FailureCase, label: CaseLabel, { actor, ip }: By): Promise<string | null> {
  const by = { actor, ip }
  const { text, language, conversationId, seq } = one
  if (label.kind === 'emotion') {
    const readAs = feeling.safeParse(one.taken).data ?? null
    const saying = { label: label.emotion, level: label.level, source: 'annotation' as const, readAs }
    return (await addLabel(tx, recordAudit, { text, language, conversationId, seq, ...saying }, by)).label.id
  }
  if (label.kind === 'new-intent') return null
  const intentId =
    label.kind === 'intent' ? label.intentId : label.kind === 'article' ? KNOWLEDGE_QUESTION : OUT_OF_SCOPE
  return (await addExample(tx, recordAudit, { intentId, language, text, source: 'annotation' }, by)).id
}

/** Takes back what this case taught, unless another case taught the same; a sentence then stands as that one says. */
export async function withdraw(
  tx: Tx,
  one: FailureCase & { exampleId: string | null },
  { actor, ip }: By,
): Promise<void> {
  const by = { actor, ip }
  const { exampleId, label } = one
  if (!exampleId || !label) return
  const other = await otherOn(tx, exampleId, one.id)
  if (label.kind !== 'emotion') {
    if (!other) await withdrawExample(tx, recordAudit, exampleId, by)
  } else if (other?.kind === 'emotion') {
    if (other.emotion !== label.emotion) await teach(tx, one, other, by)
  } else await withdrawLabel(tx, recordAudit, exampleId, label.emotion, by)
}
