import { type Selectable, sql } from 'kysely'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'
import type { SlaState, Ticket, TicketNote } from '#tickets/contract.ts'
import type { Moments } from '#tickets/sla/clocks.ts'
import type { TicketStatus } from '#tickets/states/contract.ts'
import type { TicketPriority, TicketType } from '#tickets/types/contract.ts'

/** Newest first; least time left first; most urgent first and of those least time left. */
export type TicketSort = 'newest' | 'due' | 'urgent'
/** The last row of the page before. */
export type TicketCursor = Pick<Ticket, 'number' | 'priority' | 'dueAt'>

export type TicketFilter = {
  status?: TicketStatus[]
  state?: string[]
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
  skill?: string
  sort?: TicketSort
  after?: TicketCursor
  limit: number
}

/** Columns a change sets. */
export type TicketColumns = Partial<
  Pick<
    Ticket,
    | 'type'
    | 'title'
    | 'description'
    | 'fields'
    | 'priority'
    | 'status'
    | 'state'
    | 'assigneeId'
    | 'skill'
    | 'mergedInto'
    | 'firstResponseSla'
    | 'resolutionSla'
  >
> &
  Partial<Moments> & {
    resolvedAt?: Date | null
    firstRespondedAt?: Date
    pausedAt?: Date | null
    pausedMinutes?: number
  }

type TicketRow = Selectable<Tables['tickets']> & { display_name: string; assignee_name: string | null }

const iso = (time: Date | null) => (time ? time.toISOString() : null)

function toTicket(row: TicketRow): Ticket {
  return {
    id: row.id,
    number: Number(row.number),
    type: row.type as TicketType,
    title: row.title,
    titleEn: row.title_en,
    description: row.description,
    fields: row.fields as Record<string, string>,
    priority: row.priority as TicketPriority,
    status: row.status as TicketStatus,
    state: row.state,
    customerId: row.customer_id,
    customerName: row.display_name,
    conversationId: row.conversation_id,
    assigneeId: row.assignee_id,
    assigneeName: row.assignee_name,
    version: row.version,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    skill: row.skill,
    firstResponseDueAt: iso(row.first_response_due_at),
    firstRespondedAt: iso(row.first_responded_at),
    firstResponseSla: row.first_response_sla as SlaState,
    dueAt: iso(row.due_at),
    resolutionSla: row.resolution_sla as SlaState,
    pausedAt: iso(row.paused_at),
    mergedInto: row.merged_into,
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

export async function listTickets(db: Queryable, filter: TicketFilter): Promise<Ticket[]> {
  let query = inOrder(selectTickets(db), filter).limit(filter.limit)
  if (filter.status) query = query.where('tickets.status', 'in', filter.status)
  if (filter.state) query = query.where('tickets.state', 'in', filter.state)
  if (filter.type) query = query.where('tickets.type', 'in', filter.type)
  if (filter.priority) query = query.where('tickets.priority', 'in', filter.priority)
  if (filter.assigneeId === null) query = query.where('tickets.assignee_id', 'is', null)
  else if (filter.assigneeId) query = query.where('tickets.assignee_id', '=', filter.assigneeId)
  if (filter.customerId) query = query.where('tickets.customer_id', '=', filter.customerId)
  if (filter.conversationId) query = query.where('tickets.conversation_id', '=', filter.conversationId)
  if (filter.skill) query = query.where('tickets.skill', '=', filter.skill)
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

const RANK = sql<number>`array_position(array['urgent', 'high', 'normal', 'low'], tickets.priority)`
const DUE = sql<Date>`coalesce(tickets.due_at, 'infinity')`
const RANKS: Record<TicketPriority, number> = { urgent: 1, high: 2, normal: 3, low: 4 }

type Selected = ReturnType<typeof selectTickets>

function inOrder(query: Selected, { sort = 'newest', after }: TicketFilter): Selected {
  const due = after?.dueAt ? sql<Date>`${new Date(after.dueAt)}::timestamptz` : sql<Date>`'infinity'::timestamptz`
  if (sort === 'newest') {
    const ordered = query.orderBy('tickets.number', 'desc')
    return after ? ordered.where('tickets.number', '<', after.number) : ordered
  }
  if (sort === 'due') {
    const ordered = query.orderBy(DUE).orderBy('tickets.number')
    return after ? ordered.where(sql<boolean>`(${DUE}, tickets.number) > (${due}, ${after.number})`) : ordered
  }
  const ordered = query.orderBy(RANK).orderBy(DUE).orderBy('tickets.number')
  if (!after) return ordered
  return ordered.where(
    sql<boolean>`(${RANK}, ${DUE}, tickets.number) > (${RANKS[after.priority]}, ${due}, ${after.number})`,
  )
}

export type NewTicket = Pick<
  Ticket,
  | 'id'
  | 'type'
  | 'title'
  | 'titleEn'
  | 'description'
  | 'fields'
  | 'priority'
  | 'customerId'
  | 'conversationId'
  | 'assigneeId'
  | 'skill'
  | 'createdBy'
> &
  Moments & { at: Date }

/** False when a ticket of this id is there already. */
export async function insertTicket(tx: Tx, one: NewTicket): Promise<boolean> {
  const inserted = await tx
    .insertInto('tickets')
    .values({
      id: one.id,
      type: one.type,
      title: one.title,
      title_en: one.titleEn,
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
      skill: one.skill,
      ...momentColumns(one),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** False when the ticket has moved on from `version`. */
export async function updateTicket(tx: Tx, id: string, version: number, to: TicketColumns, at: Date): Promise<boolean> {
  const { type, title, description, priority, status, state, skill, fields } = to
  const updated = await tx
    .updateTable('tickets')
    .set({
      ...{ type, title, description, priority, status, state, skill },
      // What somebody writes anew is in his language alone.
      ...(title !== undefined && { title_en: '' }),
      ...(fields && { fields: JSON.stringify(fields) }),
      assignee_id: to.assigneeId,
      merged_into: to.mergedInto,
      resolved_at: to.resolvedAt,
      first_responded_at: to.firstRespondedAt,
      first_response_sla: to.firstResponseSla,
      resolution_sla: to.resolutionSla,
      paused_at: to.pausedAt,
      paused_minutes: to.pausedMinutes,
      ...momentColumns(to),
      version: sql<number>`version + 1`,
      updated_at: at,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return updated !== undefined
}

/** What is left undefined is left as it is. */
const momentColumns = (moments: Partial<Moments>) => ({
  first_response_warn_at: moments.firstResponseWarnAt,
  first_response_due_at: moments.firstResponseDueAt,
  warn_at: moments.warnAt,
  due_at: moments.dueAt,
})

/** How long its clocks stood still before now; kept apart because nobody but they needs it. */
export async function pausedMinutesOf(tx: Tx, id: string): Promise<number> {
  const row = await tx.selectFrom('tickets').select('paused_minutes').where('id', '=', id).executeTakeFirst()
  return row?.paused_minutes ?? 0
}

/** The first answer counts; later ones change nothing. */
export async function markFirstResponse(tx: Tx, ids: string[], at: Date): Promise<void> {
  await tx
    .updateTable('tickets')
    .set({ first_responded_at: at })
    .where('id', 'in', ids)
    .where('first_responded_at', 'is', null)
    .execute()
}

/** Open tickets of a conversation that nobody has answered yet. */
export async function listUnanswered(db: Queryable, conversationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('tickets')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('first_responded_at', 'is', null)
    .where('status', 'in', ['open', 'pending'])
    .execute()
  return rows.map(({ id }) => id)
}

/** A ticket by its id, or by the number people say. */
export async function findByName(db: Queryable, name: string): Promise<Ticket | null> {
  const number = /^#?(\d{1,15})$/.exec(name)?.[1]
  if (!number) return findTicket(db, name)
  const row = await selectTickets(db).where('tickets.number', '=', Number(number)).executeTakeFirst()
  return row ? toTicket(row as TicketRow) : null
}

export async function listMerged(db: Queryable, into: string): Promise<Ticket[]> {
  const rows = await selectTickets(db).where('tickets.merged_into', '=', into).orderBy('tickets.number').execute()
  return (rows as TicketRow[]).map(toTicket)
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

/** Gives the tickets of one customer to another, all or only these. The ids that moved. */
export async function moveTickets(tx: Tx, from: string, to: string, only?: readonly string[]): Promise<string[]> {
  if (only?.length === 0) return []
  let query = tx.updateTable('tickets').set({ customer_id: to }).where('customer_id', '=', from)
  if (only) query = query.where('id', 'in', only)
  return (await query.returning('id').execute()).map(({ id }) => id)
}
