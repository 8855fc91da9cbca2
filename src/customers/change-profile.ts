import {
  type BusinessProfile,
  type Customer,
  type CustomerPatch,
  type CustomerTag,
  ELDERLY_AGE,
} from '#customers/contract.ts'
import { type CustomerChange, lockCustomers, updateCustomer } from '#customers/queries.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { findMember } from '#team/member.ts'

/** What a person of the team decides about a customer. Throws not_found. */
export async function changeProfile(
  tx: Tx,
  id: string,
  patch: CustomerPatch,
  by: { actor: string; ip: string },
): Promise<Customer> {
  const before = await locked(tx, id)
  const { tags, elderly, language, dedicatedAgentId } = patch
  if (dedicatedAgentId) await requireAgent(tx, dedicatedAgentId)
  const after = await apply(tx, before, by.actor, {
    ...(tags && { tags: retag(before.tags, tags) }),
    ...(language && { language }),
    ...(dedicatedAgentId !== undefined && { dedicatedAgentId }),
    // Remembered as a decision, so that a birthday from the business system does not overrule it.
    ...(elderly !== undefined && { elderly, attributes: { ...before.attributes, elderlyDecided: 'yes' } }),
  })
  await recordAudit(tx, {
    ...by,
    action: 'customer.edited',
    target: `customer:${id}`,
    detail: { fields: Object.keys(patch) },
  })
  return after
}

/** What the business system says of a customer, taken over; elderly mode follows the birthday unless a person decided. */
export async function takeOverProfile(
  tx: Tx,
  id: string,
  profile: BusinessProfile,
  now = new Date(),
): Promise<Customer> {
  const before = await locked(tx, id)
  const { name, tier, language, ...told } = profile
  const known = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined && value !== ''))
  const age = profile.birthday ? ageOn(profile.birthday, now) : null
  const elderly = age !== null && !before.attributes.elderlyDecided ? age >= ELDERLY_AGE : before.elderly
  const tags = before.tags.filter((tag) => tag.source !== 'business')
  if (elderly && age !== null)
    tags.push({ tag: 'elderly', source: 'business', reason: `age ${age}`, at: now.toISOString() })
  return apply(tx, before, 'system', {
    ...(name && { name }),
    ...(tier && { tier }),
    ...(language && { language }),
    elderly,
    attributes: { ...before.attributes, ...known },
    ...(sameTags(tags, before.tags) ? {} : { tags }),
  })
}

/** What a customer says of himself; nobody vouches for it. */
export async function noteStated(
  tx: Tx,
  id: string,
  { name, attributes }: { name?: string; attributes: Record<string, string> },
): Promise<Customer> {
  const before = await locked(tx, id)
  return apply(tx, before, `customer:${id}`, {
    ...(name && !before.verified && { name }),
    attributes: { ...before.attributes, ...attributes },
  })
}

async function requireAgent(tx: Tx, id: string): Promise<void> {
  const member = await findMember(tx, id)
  if (!member?.active || !member.permissions.has('conversations.reply'))
    throw new AppError('bad_request', { detail: 'dedicatedAgentId' })
}

async function locked(tx: Tx, id: string): Promise<Customer> {
  const customer = (await lockCustomers(tx, [id])).get(id)
  if (!customer) throw new AppError('not_found')
  return customer
}

/** Writes what differs and says so in the ledger; nothing differs, nothing happens. */
async function apply(tx: Tx, before: Customer, actor: string, change: CustomerChange): Promise<Customer> {
  const differs = Object.entries(change).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof Customer]),
  )
  if (!differs.length) return before
  await updateCustomer(tx, before.id, Object.fromEntries(differs))
  const fields = differs.map(([field]) => field)
  await appendEvents(tx, [
    {
      kind: 'customer.changed',
      conversationId: null,
      customerId: before.id,
      actor,
      payload: { customerId: before.id, fields },
    },
  ])
  return { ...before, ...Object.fromEntries(differs) }
}

function retag(before: CustomerTag[], wanted: { tag: string; reason?: string | undefined }[]): CustomerTag[] {
  const at = new Date().toISOString()
  const unique = [...new Map(wanted.map((one) => [one.tag, one])).values()]
  return unique.map(({ tag, reason }) => {
    const kept = before.find((one) => one.tag === tag)
    if (kept && (reason === undefined || reason === kept.reason)) return kept
    return { tag, source: 'manual', reason: reason ?? '', at }
  })
}

const sameTags = (a: CustomerTag[], b: CustomerTag[]): boolean => {
  const names = (tags: CustomerTag[]) =>
    tags
      .map(({ tag, source, reason }) => `${tag}|${source}|${reason}`)
      .sort()
      .join('\n')
  return names(a) === names(b)
}

function ageOn(birthday: string, now: Date): number | null {
  const [year, month, day] = birthday.split('-').map(Number)
  if (!year || !month || !day) return null
  const had = now.getMonth() + 1 > month || (now.getMonth() + 1 === month && now.getDate() >= day)
  return now.getFullYear() - year - (had ? 0 : 1)
}
