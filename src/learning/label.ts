import { recordAudit } from '#governance/record-audit.ts'
import { sameLabel } from '#learning/agree.ts'
import type { CaseLabel, FailureCase } from '#learning/contract.ts'
import {
  decideCase,
  deleteCase,
  deleteLabel,
  deleteLabels,
  type GivenLabel,
  labelsOf,
  putLabel,
} from '#learning/label-queries.ts'
import { lockCase } from '#learning/queries.ts'
import { teach, withdraw } from '#learning/teach.ts'
import { tellCase } from '#learning/tell-case.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'

/** `actor` as in the audit log, `person` the id that labels are counted by. */
export type Labeller = { actor: string; person: string; ip: string }
type Locked = NonNullable<Awaited<ReturnType<typeof lockCase>>>

/**
 * Says what a case means or what is felt in it; its text becomes a training example. Where a second person was asked,
 * the two labels are compared: if they differ the example is withdrawn and the next label decides. Throws not_found,
 * bad_request for a label of the other kind.
 */
export async function labelCase(tx: Tx, id: string, label: CaseLabel, by: Labeller): Promise<FailureCase> {
  const one = await locked(tx, id)
  if ((label.kind === 'emotion') !== (one.kind === 'emotion')) throw new AppError('bad_request', { detail: 'label' })
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

/** What was taught already, at the desk, as the word that counts on a case. Throws not_found. */
export async function settleCase(tx: Tx, id: string, label: CaseLabel, exampleId: string, by: Labeller): Promise<void> {
  await putLabel(tx, id, by.person, label)
  const decided = { status: 'labelled' as const, label, by: by.person, exampleId, disputed: false }
  await settle(tx, await decideCase(tx, id, decided), 'labelled', by)
}

/** What was said of a case at the desk is taken back and with it every label; a case that only it made is gone. */
export async function reopenCase(tx: Tx, one: FailureCase, by: Labeller): Promise<void> {
  if (one.reasons.every((reason) => reason === 'agent-correction')) return deleteCase(tx, one.id)
  await deleteLabels(tx, one.id)
  const open = { status: 'open' as const, label: null, by: null, exampleId: null, disputed: false }
  await settle(tx, await decideCase(tx, one.id, open), 'undone', by)
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
