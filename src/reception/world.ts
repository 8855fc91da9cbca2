import type { Customer } from '#customers/contract.ts'
import type { Caller } from '#reception/contract.ts'

/** What reception needs of a customer. */
export const toCaller = (customer: Customer): Caller => ({
  id: customer.id,
  name: customer.name,
  tier: customer.tier,
  verified: customer.verified,
  elderly: customer.elderly,
  language: customer.language,
})
