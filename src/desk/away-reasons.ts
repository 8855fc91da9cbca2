import { type AwayReason, awayReasons } from '#desk/contract.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { settings } from '#platform/settings/settings.ts'

const KEY = 'desk.away-reasons'

/** What people at desks are commonly away for, until somebody makes a list of the house's own. */
const USUAL: AwayReason[] = [
  { id: 'break', name: { zh: '小休', en: 'Break' } },
  { id: 'meal', name: { zh: '用餐', en: 'Meal' } },
  { id: 'meeting', name: { zh: '会议', en: 'Meeting' } },
  { id: 'training', name: { zh: '培训', en: 'Training' } },
  { id: 'follow-up', name: { zh: '事后处理', en: 'After-call work' } },
]

/** Why somebody may be away, in the order in which it is offered. */
export async function readAwayReasons(db: Queryable): Promise<AwayReason[]> {
  const kept = awayReasons.safeParse(await settings.read(db, KEY))
  return kept.success ? kept.data : USUAL
}

/** Replaces the list. Who is away for a reason that goes stays away for it. */
export async function writeAwayReasons(
  tx: Tx,
  list: AwayReason[],
  by: { actor: string; ip: string },
): Promise<AwayReason[]> {
  await settings.write(tx, KEY, list)
  const payload = { what: 'away-reasons', id: KEY }
  await appendEvents(tx, [
    { kind: 'routing.changed', conversationId: null, customerId: null, actor: by.actor, payload },
  ])
  await recordAudit(tx, { ...by, action: 'away-reasons.edited', target: `setting:${KEY}` })
  return list
}
