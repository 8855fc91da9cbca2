import type { TicketStateView } from '../../../../src/tickets/states/contract.ts'
import { TicketStateMark } from './marks.tsx'

/** States to choose from, each with its colour. */
export const stateOptions = (states: TicketStateView[]) =>
  states.map(({ id }) => ({ value: id, label: <TicketStateMark state={id} plain /> }))
