import type { Customer } from '#customers/contract.ts'
import { ensureVisitor, identifyCalling, identifyVerified } from '#customers/identify.ts'
import { findCustomer } from '#customers/queries.ts'
import type { Database } from '#platform/db/open.ts'

export type Callers = {
  /** The customer by our id, or null. Remembered for a short while: every message asks. */
  find(id: string): Promise<Customer | null>
  /** The same, making the visitor's row with his first message. */
  ensure(visitor: { id: string; channel: string; language: 'zh' | 'en' }): Promise<Customer>
  identify(known: { externalId: string; name: string | null; language: 'zh' | 'en' }): Promise<Customer>
  /** Whoever calls from this number. `trusted`: the number alone tells which known customer it is. */
  calling(from: { number: string; trusted: boolean; language: 'zh' | 'en' }): Promise<Customer>
  forget(id: string): void
}

const REMEMBERED_MS = 15_000
const REMEMBERED = 20_000

export function openCallers(database: Database): Callers {
  const known = new Map<string, { customer: Customer; until: number }>()
  const remember = (customer: Customer) => {
    known.delete(customer.id)
    known.set(customer.id, { customer, until: Date.now() + REMEMBERED_MS })
    if (known.size > REMEMBERED) known.delete(known.keys().next().value!)
    return customer
  }
  const find = async (id: string) => {
    const hit = known.get(id)
    if (hit && hit.until > Date.now()) return hit.customer
    const customer = await findCustomer(database.db, id)
    return customer && remember(customer)
  }
  return {
    find,
    ensure: async (visitor) => (await find(visitor.id)) ?? remember(await ensureVisitor(database, visitor)),
    identify: async (given) => remember(await database.transaction((tx) => identifyVerified(tx, given))),
    calling: async (from) => remember(await identifyCalling(database, from)),
    forget: (id) => void known.delete(id),
  }
}
