import { recordAudit } from '#governance/record-audit.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { settings } from '#platform/settings/settings.ts'
import { type TicketSettings, ticketSettings, USUAL_SETTINGS } from '#tickets/types/contract.ts'

const KEY = 'tickets'

export async function readTicketSettings(db: Queryable): Promise<TicketSettings> {
  const stored = ticketSettings.safeParse(await settings.read(db, KEY))
  return stored.success ? stored.data : USUAL_SETTINGS
}

/** Takes effect for clocks that start, or are set anew, from now on. */
export async function writeTicketSettings(
  tx: Tx,
  value: TicketSettings,
  by: { actor: string; ip: string },
): Promise<TicketSettings> {
  await settings.write(tx, KEY, value)
  await recordAudit(tx, { ...by, action: 'tickets.configured', target: 'tickets' })
  await appendEvents(tx, [
    { kind: 'ticket-settings.changed', conversationId: null, customerId: null, actor: by.actor, payload: {} },
  ])
  return value
}
