import { insertAlert, newestOf, updateAlert } from '#emotion/alerts/alert-queries.ts'
import type { Alert, Warning } from '#emotion/alerts/contract.ts'
import { readAlertSettings } from '#emotion/alerts/settings.ts'
import { tellAlert } from '#emotion/alerts/tell.ts'
import { worsening } from '#emotion/alerts/worsening.ts'
import type { Moved } from '#emotion/observe.ts'
import type { Tx } from '#platform/db/open.ts'
import { newId } from '#platform/id.ts'

/** What was said longer ago is nobody's emergency any more: a reader that catches up raises nothing. */
const FRESH_MS = 10 * 60_000
/** After an alert is closed the same conversation must get worse than before to raise another one so soon. */
const REST_MS = 10 * 60_000
/** Below this a customer has calmed down. */
const CALM = 0.2

/** Raises, worsens and ends alerts as states move. Runs in the transaction of the states, which holds their rows. */
export async function raiseAlerts(tx: Tx, moved: Moved[]): Promise<void> {
  const fresh = moved.filter(({ mood }) => mood.signals.at(-1)!.at > Date.now() - FRESH_MS)
  const judged = fresh.map((one) => ({ ...one, warning: worsening(one.mood.signals) }))
  const known = await newestOf(
    tx,
    judged.map(({ conversationId }) => conversationId),
  )
  for (const one of judged) {
    const before = known.get(one.conversationId)
    const open = before && before.status !== 'closed' ? before : null
    if (one.warning && !open && mayRaise(before, one.warning)) await raise(tx, one, one.warning)
    else if (one.warning?.severity === 'critical' && open?.severity === 'warning')
      await worsen(tx, one, open, one.warning)
    else if (open && !open.claimedBy && one.after.score < CALM) await calm(tx, open)
  }
}

function mayRaise(before: Alert | undefined, { severity, score }: Warning): boolean {
  if (!before?.closedAt || before.closeReason === 'calmed') return true
  if (Date.parse(before.closedAt) < Date.now() - REST_MS) return true
  return (severity === 'critical' && before.severity === 'warning') || score > before.warning.score + 0.15
}

async function raise(tx: Tx, { conversationId, customerId, after, mood }: Moved, warning: Warning): Promise<void> {
  const { escalateAfterSeconds } = await readAlertSettings(tx)
  const id = newId()
  const raisedSeq = mood.signals.at(-1)?.seq ?? null
  const dueAt = new Date(Date.now() + escalateAfterSeconds * 1000).toISOString()
  const { severity } = warning
  const about = { id, conversationId, customerId, severity, warning, emotion: after, raisedSeq, dueAt }
  if (await insertAlert(tx, about)) await tellAlert(tx, id, 'raised', 'system')
}

/** It got worse: a snoozed or acknowledged alert is open again; who claimed it keeps it. */
async function worsen(tx: Tx, { after }: Moved, open: Alert, warning: Warning): Promise<void> {
  const { escalateAfterSeconds } = await readAlertSettings(tx)
  const again = open.claimedBy
    ? {}
    : { status: 'open' as const, due_at: new Date(Date.now() + escalateAfterSeconds * 1000) }
  const { severity } = warning
  const set = { ...again, severity, warning: JSON.stringify(warning), emotion: JSON.stringify(after) }
  if (await updateAlert(tx, open, set)) await tellAlert(tx, open.id, 'worsened', 'system')
}

async function calm(tx: Tx, open: Alert): Promise<void> {
  if (await updateAlert(tx, open, closing('calmed', 'system'))) await tellAlert(tx, open.id, 'closed', 'system')
}

/** The conversation is over, and its alert with it. */
export async function endAlertOf(tx: Tx, conversationId: string): Promise<void> {
  const alert = (await newestOf(tx, [conversationId])).get(conversationId)
  if (!alert || alert.status === 'closed') return
  if (await updateAlert(tx, alert, closing('ended', 'system'))) await tellAlert(tx, alert.id, 'closed', 'system')
}

export const closing = (reason: NonNullable<Alert['closeReason']>, by: string) => ({
  ...{ status: 'closed' as const, closed_at: new Date(), closed_by: by },
  ...{ close_reason: reason, due_at: null },
})
