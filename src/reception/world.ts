import type { Customer } from '#customers/contract.ts'
import type { Caller } from '#reception/contract.ts'

const DAY_MS = 24 * 3600_000
/** What somebody chose as his topic yesterday says nothing of today. */
const isFresh = (at: string | undefined) => at !== undefined && Date.now() - Date.parse(at) < DAY_MS

/** What reception needs of a customer. */
export const toCaller = (customer: Customer): Caller => ({
  id: customer.id,
  name: customer.name,
  tier: customer.tier,
  verified: customer.verified,
  elderly: customer.elderly,
  language: customer.language,
  tags: customer.tags.map(({ tag }) => tag),
  skill: isFresh(customer.attributes.formAt) ? customer.attributes.formSkill || null : null,
})
