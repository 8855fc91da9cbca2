import { alertsByIds, updateAlert } from '#emotion/alerts/alert-queries.ts'
import type { Alert, AlertAct, AlertChange } from '#emotion/alerts/contract.ts'
import { closing } from '#emotion/alerts/raise.ts'
import { readAlertSettings } from '#emotion/alerts/settings.ts'
import { tellAlert } from '#emotion/alerts/tell.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'

/** Who acts: `userId` is his id among the users, null for an API key. */
export type Acting = { actor: string; userId: string | null }

const TOLD: Record<AlertAct['what'], AlertChange> = {
  ...{ acknowledge: 'acknowledged', claim: 'claimed', release: 'released', snooze: 'snoozed', close: 'closed' },
}

/**
 * A person's act on an alert. Of two who claim at once one gets it. Doing again what is done changes nothing.
 * Throws not_found, alert_over, alert_claimed, conflict.
 */
export async function actOnAlert(tx: Tx, id: string, act: AlertAct, by: Acting): Promise<Alert> {
  const [alert] = await alertsByIds(tx, [id])
  if (!alert) throw new AppError('not_found')
  if (alert.status === 'closed') throw new AppError('alert_over')
  if (isDone(alert, act, by)) return alert
  if (alert.claimedBy && alert.claimedBy !== by.userId && act.what !== 'close')
    throw new AppError('alert_claimed', { who: alert.claimedByName ?? alert.claimedBy })
  if (!(await updateAlert(tx, alert, await changeOf(tx, act, by)))) throw new AppError('conflict')
  return tellAlert(tx, id, TOLD[act.what], by.actor)
}

function isDone(alert: Alert, { what }: AlertAct, { userId }: Acting): boolean {
  if (what === 'claim') return alert.claimedBy !== null && alert.claimedBy === userId
  if (what === 'acknowledge') return alert.status === 'acknowledged' || alert.status === 'claimed'
  return what === 'release' && alert.claimedBy === null
}

async function changeOf(tx: Tx, act: AlertAct, { actor, userId }: Acting): Promise<Parameters<typeof updateAlert>[2]> {
  if (act.what === 'claim') {
    if (!userId) throw new AppError('forbidden')
    return { status: 'claimed', claimed_by: userId, claimed_at: new Date(), due_at: null }
  }
  if (act.what === 'snooze')
    return { status: 'snoozed', snoozed_by: actor, due_at: new Date(Date.now() + act.minutes * 60_000) }
  if (act.what === 'close') return closing(act.reason, actor)
  // Seen is not yet cared for: the clock starts anew.
  const { escalateAfterSeconds } = await readAlertSettings(tx)
  const due_at = new Date(Date.now() + escalateAfterSeconds * 1000)
  return act.what === 'acknowledge'
    ? { status: 'acknowledged', acknowledged_by: actor, due_at }
    : { status: 'open', claimed_by: null, claimed_at: null, due_at }
}
