import type { Customer } from '#customers/contract.ts'
import {
  findByExternalId,
  findCustomer,
  insertCustomer,
  insertIdentity,
  insertVisitor,
  updateCustomer,
} from '#customers/queries.ts'
import type { Database, Tx } from '#platform/db/open.ts'
import { newId } from '#platform/id.ts'

/** Channel of the addresses that the company's own site vouches for. */
export const SITE = 'site'
const SEEN_EVERY_MS = 60_000

type Known = { externalId: string; name: string | null; language: 'zh' | 'en' }

/**
 * The customer that a verified identity token speaks of, made at first sight. Two first requests at once make one
 * customer. A name in the token is the site's word and replaces ours.
 */
export async function identifyVerified(tx: Tx, given: Known): Promise<Customer> {
  const id = newId()
  const name = given.name ?? placeholder(given.language, id, '顾客', 'Customer')
  await insertCustomer(tx, { ...nobody(id, name, given.language), externalId: given.externalId, verified: true })
  const customer = await findByExternalId(tx, given.externalId)
  if (!customer) throw new Error('a customer just written is missing')
  await insertIdentity(tx, SITE, given.externalId, customer.id)
  const renamed = given.name !== null && given.name !== customer.name
  const stale = Date.now() - Date.parse(customer.seenAt) > SEEN_EVERY_MS
  if (!renamed && !stale && customer.verified) return customer
  const change = { name: given.name ?? customer.name, verified: true, seenAt: new Date() }
  await updateCustomer(tx, customer.id, change)
  return { ...customer, ...change, seenAt: change.seenAt.toISOString() }
}

type Visitor = { id: string; channel: string; language: 'zh' | 'en' }

/**
 * The row of a visitor nobody vouches for. Called with his first message, not with his first look, so that lookers
 * leave nothing behind. `id` is the one his session token was given.
 */
export async function ensureVisitor(database: Database, visitor: Visitor): Promise<Customer> {
  const { id, channel, language } = visitor
  const name = placeholder(language, id, '访客', 'Visitor')
  const customer =
    (await insertVisitor(database, { id, name, language, channel })) ?? (await findCustomer(database.db, id))
  if (!customer) throw new Error('a visitor just written is missing')
  return customer
}

function nobody(id: string, name: string, language: 'zh' | 'en') {
  return {
    id,
    name,
    externalId: null,
    tier: 'regular',
    language,
    verified: false,
    elderly: false,
    tags: [],
    attributes: {},
  }
}

const placeholder = (language: 'zh' | 'en', id: string, zh: string, en: string): string =>
  `${language === 'zh' ? zh : en} ${id.slice(-4).toUpperCase()}`
