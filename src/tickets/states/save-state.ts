import { recordAudit } from '#governance/record-audit.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { isBuiltIn, type TicketStateInput, type TicketStateView } from '#tickets/states/contract.ts'
import { findState, insertState, updateState } from '#tickets/states/state-queries.ts'

type By = { actor: string; ip: string }

/** Adds a state. Throws already_exists. */
export async function addState(tx: Tx, state: TicketStateInput, by: By): Promise<TicketStateView> {
  if (!(await insertState(tx, state, by.actor, new Date()))) throw new AppError('already_exists', { what: state.id })
  return saved(tx, state.id, by)
}

/**
 * Changes one, all but its status. It is never deleted, since tickets hang on it: it is put out of use. Throws not_found;
 * bad_request for one of the four that must stay in use.
 */
export async function changeState(tx: Tx, state: Omit<TicketStateInput, 'status'>, by: By): Promise<TicketStateView> {
  if (isBuiltIn(state.id) && !state.active) throw new AppError('bad_request', { detail: 'active' })
  if (!(await updateState(tx, state, by.actor, new Date()))) throw new AppError('not_found')
  return saved(tx, state.id, by)
}

/** A state that tickets may be put in. */
export async function requireState(db: Queryable, id: string): Promise<TicketStateView> {
  const state = await findState(db, id)
  if (!state?.active) throw new AppError('bad_request', { detail: 'state' })
  return state
}

async function saved(tx: Tx, stateId: string, by: By): Promise<TicketStateView> {
  await recordAudit(tx, { ...by, action: 'ticket-state.saved', target: stateId })
  await appendEvents(tx, [
    { kind: 'ticket-state.changed', conversationId: null, customerId: null, actor: by.actor, payload: { stateId } },
  ])
  return (await findState(tx, stateId)) as TicketStateView
}
