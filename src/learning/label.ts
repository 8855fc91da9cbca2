import { recordAudit } from '#governance/record-audit.ts'
import { KNOWLEDGE_QUESTION } from '#knowledge/questions-as-intent.ts'
import { sameLabel } from '#learning/agree.ts'
import type { CaseLabel, FailureCase } from '#learning/contract.ts'
import { decideCase, deleteLabel, exampleInUse, type GivenLabel, labelsOf, putLabel } from '#learning/label-queries.ts'
import { lockCase } from '#learning/queries.ts'
import { tellCase } from '#learning/tell-case.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { OUT_OF_SCOPE } from '#understanding/classify.ts'
import { addExample, withdrawExample } from '#understanding/models/examples.ts'

/** `actor` as in the audit log, `person` the id that labels are counted by. */
export type Labeller = { actor: string; person: string; ip: string }
type Locked = NonNullable<Awaited<ReturnType<typeof lockCase>>>

/**
 * Says what a case means; its text becomes a training example. Where a second person was asked, the two labels are
 * compared: if they differ the example is withdrawn and the next label decides. Throws not_found.
 */
export async function labelCase(tx: Tx, id: string, label: CaseLabel, by: Labeller): Promise<FailureCase> {
  const one = await locked(tx, id)
  const before = await labelsOf(tx, id)
  const isSecond = one.status === 'labelled' && one.second && !one.disputed && before[0]?.userId !== by.person
  await putLabel(tx, id, by.person, label)
  if (isSecond && before.length === 1) return compareLabels(tx, one, before[0]!, label, by)
  await withdraw(tx, one, by)
  const exampleId = await teach(tx, one, label, by)
  const decided = { status: 'labelled' as const, label, by: by.person, exampleId, disputed: false }
  return settle(tx, await decideCase(tx, id, decided), 'labelled', by)
}

/** Puts a case away as nothing to learn from. Throws not_found. */
export async function dismissCase(tx: Tx, id: string, by: Labeller): Promise<FailureCase> {
  const one = await locked(tx, id)
  await withdraw(tx, one, by)
  const decided = { status: 'dismissed' as const, label: null, by: by.person, exampleId: null, disputed: false }
  return settle(tx, await decideCase(tx, id, decided), 'dismissed', by)
}

/** Takes back one's own last word on a case; what it taught goes too. Throws not_found. */
export async function undoCase(tx: Tx, id: string, by: Labeller): Promise<FailureCase> {
  const one = await locked(tx, id)
  const labels = await labelsOf(tx, id)
  const own = labels.some(({ userId }) => userId === by.person)
  if (!own && !(one.status === 'dismissed' && one.labelledBy === by.person)) throw new AppError('not_found')
  await deleteLabel(tx, id, by.person)
  await withdraw(tx, one, by)
  const left = labels.find(({ userId }) => userId !== by.person)
  const decided = left
    ? {
        status: 'labelled' as const,
        label: left.label,
        by: left.userId,
        exampleId: await teach(tx, one, left.label, by),
        disputed: false,
      }
    : { status: 'open' as const, label: null, by: null, exampleId: null, disputed: false }
  return settle(tx, await decideCase(tx, id, decided), 'undone', by)
}

async function compareLabels(tx: Tx, one: Locked, first: GivenLabel, label: CaseLabel, by: Labeller) {
  const agreed = sameLabel(first.label, label)
  if (!agreed) await withdraw(tx, one, by)
  const decided = await decideCase(tx, one.id, {
    status: 'labelled',
    label: first.label,
    by: first.userId,
    exampleId: agreed ? one.exampleId : null,
    disputed: !agreed,
  })
  return settle(tx, decided, agreed ? 'labelled' : 'disputed', by)
}

/** The text as an example of the intent that the label stands for; a new intent has none yet. */
async function teach(tx: Tx, one: FailureCase, label: CaseLabel, { actor, ip }: Labeller): Promise<string | null> {
  if (label.kind === 'new-intent') return null
  const intentId =
    label.kind === 'intent' ? label.intentId : label.kind === 'article' ? KNOWLEDGE_QUESTION : OUT_OF_SCOPE
  const example = { intentId, language: one.language, text: one.text, source: 'annotation' as const }
  return (await addExample(tx, recordAudit, example, { actor, ip })).id
}

/** Removes the example that this case taught, unless another case taught the same. */
async function withdraw(tx: Tx, one: Locked, { actor, ip }: Labeller): Promise<void> {
  if (!one.exampleId || !one.label || (await exampleInUse(tx, one.exampleId, one.id))) return
  await withdrawExample(tx, recordAudit, one.exampleId, { actor, ip })
}

async function locked(tx: Tx, id: string): Promise<Locked> {
  const one = await lockCase(tx, id)
  if (!one) throw new AppError('not_found')
  return one
}

async function settle(tx: Tx, one: FailureCase, what: 'labelled' | 'dismissed' | 'undone' | 'disputed', by: Labeller) {
  await tellCase(tx, one.id, what, by.actor)
  await recordAudit(tx, {
    actor: by.actor,
    ip: by.ip,
    action: `case.${what}`,
    target: `case:${one.id}`,
    detail: { label: one.label?.kind ?? null },
  })
  return one
}
