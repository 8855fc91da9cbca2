import { dueAlerts, updateAlert } from '#emotion/alerts/alert-queries.ts'
import { readAlertSettings } from '#emotion/alerts/settings.ts'
import { tellAlert } from '#emotion/alerts/tell.ts'
import type { Database } from '#platform/db/open.ts'

/** Escalates alerts that nobody claimed in time and wakes those whose sleep is over; once, however many nodes look. */
export async function runAlertClock(database: Database, now = new Date()): Promise<number> {
  return database.transaction(async (tx) => {
    const due = await dueAlerts(tx, now, 50)
    if (!due.length) return 0
    const settings = await readAlertSettings(tx)
    for (const alert of due) {
      const woken = alert.status === 'snoozed'
      const escalations = woken ? alert.escalations : alert.escalations + 1
      const again = woken || escalations < settings.escalations
      const next = again ? new Date(now.getTime() + settings.escalateAfterSeconds * 1000) : null
      if (!woken && alert.escalations >= settings.escalations) {
        await updateAlert(tx, alert, { due_at: null })
        continue
      }
      const set = woken
        ? { status: 'open' as const, due_at: next }
        : { status: 'open' as const, severity: 'critical' as const, escalations, due_at: next }
      if (!(await updateAlert(tx, alert, set))) continue
      if (woken) await tellAlert(tx, alert.id, 'woken', 'system')
      else await tellAlert(tx, alert.id, 'escalated', 'system', settings.escalateTo)
    }
    return due.length
  })
}
