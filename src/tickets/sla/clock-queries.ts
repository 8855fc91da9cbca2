import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/open.ts'
import type { Clock, Passed } from '#tickets/sla/watch-clocks.ts'

const LIMIT = 500

/** Running clocks of open tickets that passed a moment nobody has told of yet. A late one need not be warned of. */
export async function passedClocks(db: Db, now: Date): Promise<Passed[]> {
  const rows = await db
    .selectFrom('tickets')
    .select(['id'])
    .select(
      sql<Passed['what'] | null>`case
        when first_responded_at is not null then null
        when first_response_due_at <= ${now} and first_response_sla <> 'breached' then 'breached'
        when first_response_warn_at <= ${now} and first_response_sla = 'running' then 'warned' end`.as('answer'),
    )
    .select(
      sql<Passed['what'] | null>`case
        when due_at <= ${now} and resolution_sla <> 'breached' then 'breached'
        when warn_at <= ${now} and resolution_sla = 'running' then 'warned' end`.as('solution'),
    )
    .where('status', '=', 'open')
    .where((eb) =>
      eb.or([
        eb('first_response_warn_at', '<=', now)
          .and('first_responded_at', 'is', null)
          .and('first_response_sla', '<>', 'breached'),
        eb('warn_at', '<=', now).and('resolution_sla', '<>', 'breached'),
      ]),
    )
    .orderBy('due_at')
    .limit(LIMIT)
    .execute()
  return rows.flatMap(({ id, answer, solution }): Passed[] => [
    ...(answer ? [{ ticketId: id, clock: 'first-response' as const, what: answer }] : []),
    ...(solution ? [{ ticketId: id, clock: 'resolution' as const, what: solution }] : []),
  ])
}

const COLUMN = { 'first-response': 'first_response_sla', resolution: 'resolution_sla' } as const

/** False when another node was faster, or the ticket is not open any more. */
export async function markClock(tx: Tx, id: string, clock: Clock, what: Passed['what']): Promise<boolean> {
  const column = COLUMN[clock]
  const row = await tx
    .updateTable('tickets')
    .set({ [column]: what })
    .where('id', '=', id)
    .where('status', '=', 'open')
    .where(column, 'in', what === 'warned' ? ['running'] : ['running', 'warned'])
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
