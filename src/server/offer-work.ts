import type { OfferWork } from '#emotion/strategy/issue-offers.ts'
import { changeTicket } from '#tickets/change.ts'
import { openTicket } from '#tickets/open.ts'
import { findByName } from '#tickets/queries.ts'
import { OTHER } from '#tickets/types/contract.ts'
import { findType } from '#tickets/types/type-queries.ts'

/** What was promised to a customer and no system does, as work for people: urgent, with the clocks of its type. */
export const offerWork: OfferWork = {
  async open(tx, { id, conversationId, customerId, text, by, type }) {
    const known = await findType(tx, type)
    const { number } = await openTicket(
      tx,
      {
        ...{ type: known?.active ? type : OTHER, title: text.zh, titleEn: text.en, description: '', fields: {} },
        ...{ priority: 'urgent', customerId, conversationId, assigneeId: null },
      },
      by,
      { onceKey: `offer:${id}` },
    )
    return String(number)
  },
  async drop(tx, number, by) {
    const ticket = await findByName(tx, number)
    if (!ticket || ticket.status === 'resolved' || ticket.status === 'closed') return
    await changeTicket(tx, ticket.id, { version: ticket.version, status: 'closed' }, by)
  },
}
