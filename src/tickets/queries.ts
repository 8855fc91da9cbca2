import { type Selectable, sql } from 'kysely'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'
import type { Ticket, TicketNote, TicketPriority, TicketStatus, TicketType } from '#tickets/contract.ts'

export type TicketFilter = {
  status?: TicketStatus[]
  type?: TicketType[]
  priority?: TicketPriority[]
  /** null: nobody's */
  assigneeId?: string | null
  customerId?: string
  conversationId?: string
  /** Words of title, description or customer name, or a ticket number. */
  q?: string
  /** Past its time and not solved. */
  overdueAt?: Date
  beforeNumber?: number
  limit: number
}

/** Columns a change sets. */
export type TicketColumns = Partial<
  Pick<Ticket, 'type' | 'title' | 'description' | 'fields' | 'priority' | 'status' | 'assigneeId'>
> & { dueAt?: Date; resolvedAt?: Date | null }

type TicketRow = Selectable<Tables['tickets']> & { display_name: string; assignee_name: string | null }

const iso = (time: Date | null) => (time ? time.toISOString() : null)

function toTicket(row: TicketRow): Ticket {
  return {
    id: row.id,
    number: Number(row.number),
    type: row.type as TicketType,
    title: row.title,
    description: row.description,
    fields: row.fields as Record<string, string>,
    priority: row.priority as TicketPriority,
    status: row.status as TicketStatus,
    customerId: row.customer_id,
    customerName: row.display_name,
    conversationId: row.conversation_id,
    assigneeId: row.assignee_id,
    assigneeName: row.assignee_name,
    version: row.version,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    dueAt: iso(row.due_at),
    resolvedAt: iso(row.resolved_at),
  }
}

const selectTickets = (db: Queryable) =>
  db
    .selectFrom('tickets')
    .innerJoin('customers', 'customers.id', 'tickets.customer_id')
    .leftJoin('users', 'users.id', 'tickets.assignee_id')
    .selectAll('tickets')
    .select(['customers.display_name', 'users.name as assignee_name'])

export async function findTicket(db: Queryable, id: string): Promise<Ticket | null> {
  const row = await selectTickets(db).where('tickets.id', '=', id).executeTakeFirst()
  return row ? toTicket(row as TicketRow) : null
}

/** Latest first. */
export async function listTickets(db: Queryable, filter: TicketFilter): Promise<Ticket[]> {
  let query = selectTickets(db).orderBy('tickets.number', 'desc').limit(filter.limit)
  if (filter.status) query = query.where('tickets.status', 'in', filter.status)
  if (filter.type) query = query.where('tickets.type', 'in', filter.type)
  if (filter.priority) query = query.where('tickets.priority', 'in', filter.priority)
  if (filter.assigneeId === null) query = query.where('tickets.assignee_id', 'is', null)
  else if (filter.assigneeId) query = query.where('tickets.assignee_id', '=', filter.assigneeId)
  if (filter.customerId) query = query.where('tickets.customer_id', '=', filter.customerId)
  if (filter.conversationId) query = query.where('tickets.conversation_id', '=', filter.conversationId)
  if (filter.beforeNumber) query = query.where('tickets.number', '<', filter.beforeNumber)
  if (filter.overdueAt) {
    query = query.where('tickets.due_at', '<', filter.overdueAt).where('tickets.status', 'in', ['open', 'pending'])
  }
  const words = filter.q?.trim()
  if (words) {
    const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`
    const number = /^#?\d{1,15}$/.test(words) ? Number(words.replace('#', '')) : null
    query = query.where((is) =>
      is.or([
        is('tickets.title', 'ilike', like),
        is('tickets.description', 'ilike', like),
        is('customers.display_name', 'ilike', like),
        ...(number === null ? [] : [is('tickets.number', '=', number)]),
      ]),
    )
  }
  return ((await query.execute()) as TicketRow[]).map(toTicket)
}

export type NewTicket = Omit<
  Ticket,
  'number' | 'customerName' | 'assigneeName' | 'version' | 'createdAt' | 'updatedAt' | 'dueAt' | 'resolvedAt' | 'status'
> & { at: Date; dueAt: Date }

/** False when a ticket of this id is there already. */
export async function insertTicket(tx: Tx, one: NewTicket): Promise<boolean> {
  const inserted = await tx
    .insertInto('tickets')
    .values({
      id: one.id,
      type: one.type,
      title: one.title,
      description: one.description,
      fields: JSON.stringify(one.fields),
      priority: one.priority,
      status: 'open',
      customer_id: one.customerId,
      conversation_id: one.conversationId,
      assignee_id: one.assigneeId,
      created_by: one.createdBy,
      created_at: one.at,
      updated_at: one.at,
      due_at: one.dueAt,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** False when the ticket has moved on from `version`. */
export async function updateTicket(tx: Tx, id: string, version: number, to: TicketColumns, at: Date): Promise<boolean> {
  const { fields, assigneeId, dueAt, resolvedAt, ...plain } = to
  const updated = await tx
    .updateTable('tickets')
    .set({
      ...plain,
      ...(fields && { fields: JSON.stringify(fields) }),
      ...(assigneeId !== undefined && { assignee_id: assigneeId }),
      ...(dueAt && { due_at: dueAt }),
      ...(resolvedAt !== undefined && { resolved_at: resolvedAt }),
      version: sql<number>`version + 1`,
      updated_at: at,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return updated !== undefined
}

type NoteRow = Selectable<Tables['ticket_notes']>

const toNote = (row: NoteRow): TicketNote => ({
  id: row.id,
  ticketId: row.ticket_id,
  author: row.author,
  authorName: row.author_name,
  body: row.body,
  customerVisible: row.customer_visible,
  at: row.at.toISOString(),
})

export async function insertNote(tx: Tx, note: TicketNote): Promise<void> {
  await tx
    .insertInto('ticket_notes')
    .values({
      id: note.id,
      ticket_id: note.ticketId,
      author: note.author,
      author_name: note.authorName,
      body: note.body,
      customer_visible: note.customerVisible,
      at: new Date(note.at),
    })
    .execute()
}

/** Oldest first. */
export async function listNotes(db: Queryable, ticketIds: string[], only?: 'customer-visible'): Promise<TicketNote[]> {
  if (!ticketIds.length) return []
  let query = db.selectFrom('ticket_notes').selectAll().where('ticket_id', 'in', ticketIds)
  if (only) query = query.where('customer_visible', '=', true)
  return ((await query.orderBy('at').orderBy('id').execute()) as NoteRow[]).map(toNote)
}

export async function customerExists(db: Queryable, id: string): Promise<boolean> {
  return (await db.selectFrom('customers').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}

/** Whose conversation it is, or null. */
export async function customerOfConversation(db: Queryable, id: string): Promise<string | null> {
  const row = await db.selectFrom('conversations').select('customer_id').where('id', '=', id).executeTakeFirst()
  return row?.customer_id ?? null
}

/** Someone of the team who can be given work. */
export async function activeUserExists(db: Queryable, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('users')
    .select('id')
    .where('id', '=', id)
    .where('disabled', '=', false)
    .executeTakeFirst()
  return row !== undefined
}
