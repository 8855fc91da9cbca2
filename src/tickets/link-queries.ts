import type { Queryable, Tx } from '#platform/db/open.ts'
import type { TicketLink } from '#tickets/contract.ts'
import type { TicketPriority } from '#tickets/types/contract.ts'

/** Links as seen from one of the two: who is above it, below it, or beside it. */
export async function listLinks(db: Queryable, ticketId: string): Promise<TicketLink[]> {
  const rows = await db
    .selectFrom('ticket_links as l')
    .innerJoin('tickets as t', (on) =>
      on.on((eb) =>
        eb.or([
          eb.and([eb('l.from_id', '=', ticketId), eb('t.id', '=', eb.ref('l.to_id'))]),
          eb.and([eb('l.to_id', '=', ticketId), eb('t.id', '=', eb.ref('l.from_id'))]),
        ]),
      ),
    )
    .select(['t.id', 't.number', 't.title', 't.title_en', 't.status', 't.state', 't.priority', 'l.kind', 'l.from_id'])
    .where((eb) => eb.or([eb('l.from_id', '=', ticketId), eb('l.to_id', '=', ticketId)]))
    .orderBy('t.number')
    .execute()
  return rows.map(({ id, number, title, title_en, status, state, priority, kind, from_id }) => ({
    id,
    number: Number(number),
    title,
    titleEn: title_en,
    status: status as TicketLink['status'],
    state,
    priority: priority as TicketPriority,
    // `parent` is kept as "from is below to".
    kind: kind === 'related' ? 'related' : from_id === ticketId ? 'parent' : 'child',
  }))
}

export async function removeLink(tx: Tx, one: string, other: string): Promise<boolean> {
  const rows = await tx
    .deleteFrom('ticket_links')
    .where((eb) =>
      eb.or([
        eb.and([eb('from_id', '=', one), eb('to_id', '=', other)]),
        eb.and([eb('from_id', '=', other), eb('to_id', '=', one)]),
      ]),
    )
    .returning('kind')
    .execute()
  return rows.length > 0
}

export async function insertLink(
  tx: Tx,
  link: { fromId: string; toId: string; kind: 'related' | 'parent'; by: string },
): Promise<void> {
  await tx
    .insertInto('ticket_links')
    .values({ from_id: link.fromId, to_id: link.toId, kind: link.kind, created_by: link.by })
    .execute()
}
