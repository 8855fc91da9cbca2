import type { Perform } from '#business/contract.ts'
import type { ShopCustomer } from '#business/shapes.ts'
import { newId } from '#platform/id.ts'

/** What the business knows of a customer, as the customers folder keeps it. */
/** What the business knows of a customer, as texts; what it does not tell is absent. `birthday` is YYYY-MM-DD. */
export type BusinessProfile = {
  name?: string
  tier?: string
  language?: 'zh' | 'en'
  phone?: string
  email?: string
  city?: string
  birthday?: string
  memberSince?: string
  /** CNY, two decimals. */
  totalSpent?: string
}

/** Reads the customer's profile afresh; null when the business does not know him or cannot be reached. */
export async function refreshProfile(deps: { perform: Perform }, customerId: string): Promise<BusinessProfile | null> {
  const outcome = await deps.perform({
    action: 'customer.get',
    input: {},
    customerId,
    conversationId: null,
    actor: 'system',
    idempotencyKey: newId(),
  })
  return outcome.ok ? asProfile(outcome.data as ShopCustomer) : null
}

function asProfile(customer: ShopCustomer): BusinessProfile {
  const { name, tier, language, phone, email, city, birthday, memberSince, totalSpent } = customer
  const told = { name, tier, language, phone, email, city, birthday, memberSince, totalSpent: totalSpent?.toFixed(2) }
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined))
}
