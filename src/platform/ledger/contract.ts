import type { z } from 'zod'

/** A place in the ledger: `transaction.row`. Everything at or before it has been seen; compare with `comparePositions`. */
export type Position = string

/** One fact. `payload` fits the schema its owner declared for `kind`. Times are ISO 8601. */
export type LedgerEvent = {
  position: Position
  at: string
  kind: string
  conversationId: string | null
  customerId: string | null
  /** `customer:ID`, `user:ID`, `key:ID`, `bot`, `system` */
  actor: string
  payload: Record<string, unknown>
}

export type NewEvent = Omit<LedgerEvent, 'position' | 'at'>

/** Who sees an event live: `customer:ID` the customer, `conversation:ID` team members who opened it, `team` all of them, `user:ID` one. */
export type Topic = `customer:${string}` | `conversation:${string}` | `user:${string}` | 'team'

/** Declared once, in the contract of the folder that owns the fact. */
export type EventDefinition = {
  payload: z.ZodType
  topics: (event: NewEvent) => Topic[]
  /** What a customer gets instead of the payload, where the team's view holds more than he may see. */
  forCustomer?: (payload: never) => Record<string, unknown>
}
export type EventDefinitions = Record<string, EventDefinition>

export function comparePositions(a: Position, b: Position): number {
  const [ax, ai] = a.split('.')
  const [bx, bi] = b.split('.')
  const difference = BigInt(ax ?? 0) - BigInt(bx ?? 0) || BigInt(ai ?? 0) - BigInt(bi ?? 0)
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}

export const isPosition = (text: string): boolean => /^\d{1,20}\.\d{1,19}$/.test(text)
