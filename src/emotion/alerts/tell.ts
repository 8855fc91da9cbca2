import { alertsByIds } from '#emotion/alerts/alert-queries.ts'
import type { Alert, AlertChange } from '#emotion/alerts/contract.ts'
import { queueNews } from '#emotion/channels/channel-queries.ts'
import type { Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'

/** News that also goes out by robots and mail. */
const LOUD = new Set<AlertChange | 'raised'>(['raised', 'worsened', 'escalated'])

/** Writes down what became of an alert, and queues it for the channels that want to know. */
export async function tellAlert(
  tx: Tx,
  id: string,
  what: AlertChange | 'raised',
  actor: string,
  to: string[] = [],
): Promise<Alert> {
  const [alert] = await alertsByIds(tx, [id])
  if (!alert) throw new Error(`the alert ${id} is gone`)
  const { conversationId, customerId } = alert
  const about = { conversationId, customerId, actor }
  await appendEvents(tx, [
    what === 'raised'
      ? { kind: 'alert.raised', ...about, payload: { alert } }
      : { kind: 'alert.changed', ...about, payload: { alert, what, ...(to.length && { to }) } },
  ])
  if (LOUD.has(what)) await queueNews(tx, alert, what === 'escalated' ? `escalated-${alert.escalations}` : what)
  return alert
}
