import { recordAudit } from '#governance/record-audit.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { OTHER, type TicketTypeInput, type TicketTypeView } from '#tickets/types/contract.ts'
import { findType, insertType, updateType } from '#tickets/types/type-queries.ts'

type By = { actor: string; ip: string }

/** Adds a type, or changes one. A type is never deleted, since tickets hang on it: it is put out of use. Throws already_exists, not_found. */
export async function saveType(tx: Tx, type: TicketTypeInput, how: 'new' | 'known', by: By): Promise<TicketTypeView> {
  // What a flow wishes for must have somewhere to go.
  if (type.id === OTHER && !type.active) throw new AppError('bad_request', { detail: 'active' })
  const now = new Date()
  if (how === 'new') {
    if (!(await insertType(tx, type, by.actor, now))) throw new AppError('already_exists', { what: type.id })
  } else if (!(await updateType(tx, type, by.actor, now))) throw new AppError('not_found')
  await recordAudit(tx, { ...by, action: 'ticket-type.saved', target: type.id })
  await appendEvents(tx, [
    {
      kind: 'ticket-type.changed',
      conversationId: null,
      customerId: null,
      actor: by.actor,
      payload: { typeId: type.id },
    },
  ])
  return (await findType(tx, type.id)) as TicketTypeView
}
