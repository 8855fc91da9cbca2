import type { Customer } from '#customers/contract.ts'
import {
  findByAddress,
  findByExternalId,
  findByPhone,
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
/** Channel of telephone numbers. */
export const PHONE = 'phone'
const SEEN_EVERY_MS = 60_000

type Known = { externalId: string; name: string | null; language: 'zh' | 'en' }

/**
 * The customer that a verified identity token speaks of, made at first sight. Two first requests at once make one
 * customer. A name in the token is the site's word and replaces ours.
 */
export async function identifyVerified(tx: Tx, given: Known): Promise<Customer> {
  const id = newId()
  const name = given.name ?? placeholder(given.language, id, 'customer')
  await insertCustomer(tx, { ...nobody(id, name, given.language), externalId: given.externalId, verified: true })
  const named = await findByExternalId(tx, given.externalId)
  if (!named) throw new Error('a customer just written is missing')
  // Merged into another one, who is who comes; his own name there stays.
  const survivor = named.attributes.mergedInto ? await findCustomer(tx, named.attributes.mergedInto) : null
  if (survivor) return survivor
  const customer = named
  await insertIdentity(tx, SITE, given.externalId, customer.id)
  const renamed = given.name !== null && given.name !== customer.name
  const stale = Date.now() - Date.parse(customer.seenAt) > SEEN_EVERY_MS
  if (!renamed && !stale && customer.verified) return customer
  const change = { name: given.name ?? customer.name, verified: true, seenAt: new Date() }
  await updateCustomer(tx, customer.id, change)
  return { ...customer, ...change, seenAt: change.seenAt.toISOString() }
}

/** Numbers come with and without the country. */
export const plainNumber = (number: string): string => {
  const digits = number.replace(/\D/g, '')
  return /^(?:00)?86(1\d{10})$/.exec(digits)?.[1] ?? (digits || number)
}

/**
 * The customer who calls from a number: the known one it belongs to where the network's word is trusted, else a caller of
 * his own, whom nobody vouches for. Two calls at once make one customer.
 */
export async function identifyCalling(
  database: Database,
  from: { number: string; trusted: boolean; language: 'zh' | 'en' },
): Promise<Customer> {
  const number = plainNumber(from.number)
  const known =
    (from.trusted ? await findByPhone(database.db, number) : null) ?? (await findByAddress(database.db, PHONE, number))
  if (known) return known
  return database.transaction(async (tx) => {
    const id = newId()
    const name = placeholder(from.language, number, 'caller')
    await insertCustomer(tx, nobody(id, name, from.language))
    await insertIdentity(tx, PHONE, number, id)
    const customer = await findByAddress(tx, PHONE, number)
    if (!customer) throw new Error('a caller just written is missing')
    return customer
  })
}

type Visitor = { id: string; channel: string; language: 'zh' | 'en' }

/**
 * The row of a visitor nobody vouches for. Called with his first message, not with his first look, so that lookers
 * leave nothing behind. `id` is the one his session token was given.
 */
export async function ensureVisitor(database: Database, visitor: Visitor): Promise<Customer> {
  const { id, channel, language } = visitor
  const name = placeholder(language, id, 'visitor')
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

/** The name that somebody gave or the business knows; empty where a customer only has the one he is listed under. */
export const givenName = (name: string): string => (PLACEHOLDER.test(name) ? '' : name)

const NAMELESS = {
  visitor: { zh: '访客', en: 'Visitor' },
  customer: { zh: '顾客', en: 'Customer' },
  caller: { zh: '来电', en: 'Caller' },
} as const
const PLACEHOLDER = new RegExp(
  `^(?:${Object.values(NAMELESS)
    .flatMap(({ zh, en }) => [zh, en])
    .join('|')}) [0-9A-Z]{1,4}$`,
)

const placeholder = (language: 'zh' | 'en', id: string, who: keyof typeof NAMELESS): string =>
  `${NAMELESS[who][language]} ${id.slice(-4).toUpperCase()}`
