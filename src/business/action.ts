import type { ActionDefinition } from '#business/contract.ts'
import type { BusinessCall, CallResult } from '#business/openapi-connector.ts'

/** The shop's system, and id of the pack its actions belong to. */
export const SHOP = 'ecommerce'

/** What an action works with. `shopCustomer` is the id the business knows the customer by. */
export type Work = {
  ask: <T>(call: BusinessCall<T>) => Promise<CallResult<T>>
  shopCustomer: string
  /** Sent with every write, so that doing it again does it once. */
  idempotencyKey: string
  /** Address under which a file of the customer can be fetched by the business. */
  fileUrl: (fileId: string) => string
}

export type Action = ActionDefinition & {
  /** `anyone`: works without knowing who asks. */
  access: 'customer' | 'anyone'
  /** Money goes out: only where a budget is kept or a rule of the house says so, never by hand. */
  held?: boolean
  /** Id of the pack it came with, and name of the system it asks. */
  system: string
  /** What the id in the answer is called in the ledger. */
  answers?: string
  /** Inputs that are ids and may stand in the ledger. */
  references: readonly string[]
  /** What inputs are called, for telling a customer which is wrong. */
  fieldTitles: Record<string, { zh: string; en: string }>
  run: (work: Work, input: never) => Promise<CallResult<unknown>>
}

/** Refused by us, before or instead of asking the business. */
export const refusal = (code: string, why: 'refused' | 'not_found' = 'refused') => ({
  ok: false as const,
  why,
  code,
  message: null,
  fields: '',
  attempts: 0,
})
export const NOT_FOUND = refusal('not_found', 'not_found')
