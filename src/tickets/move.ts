import { moveTickets } from '#tickets/queries.ts'

/** Tickets follow a customer who turned out to be another one. */
export const giveTickets = moveTickets
