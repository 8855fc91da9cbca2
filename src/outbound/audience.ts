import { randomUUID } from 'node:crypto'
import type { NewTarget } from '#outbound/attempt-queries.ts'
import { consentingCustomers } from '#outbound/consent-queries.ts'
import { type Audience, type CampaignPlan, LEFT_OUT, type LeftOut, MOST_NUMBERS } from '#outbound/contract.ts'
import { stoppedAmong } from '#outbound/do-not-call-queries.ts'
import { dialled, isNumber, type KeyOf } from '#outbound/number-key.ts'
import { audienceCustomers, readNumbers, type StoredCampaign } from '#outbound/queries.ts'
import { renderText } from '#outbound/render-text.ts'
import type { Queryable } from '#platform/db/open.ts'

export type AudienceDeps = { keyOf: KeyOf; isBlocked: (customerId: string) => boolean }

/** Somebody of the audience, before it is known whether he may be called. */
type Listed = Omit<NewTarget, 'id' | 'key'>
export type Chosen = { callable: NewTarget[]; leftOut: { why: LeftOut; name: string; number: string }[] }

/** Whom a campaign would call, and who is left out and why. */
export async function chooseAudience(
  db: Queryable,
  { id, plan }: Pick<StoredCampaign, 'id' | 'plan'>,
  { keyOf, isBlocked }: AudienceDeps,
  now: Date,
): Promise<Chosen> {
  const listed =
    plan.audience.from === 'numbers' ? await fromNumbers(db, id) : await fromCustomers(db, plan.audience, now)
  const keyed = listed.map((one) => ({ ...one, id: randomUUID(), key: one.number && keyOf(one.number) }))
  const [stopped, agreed] = [
    await stoppedAmong(db, [...new Set(keyed.map(({ key }) => key).filter(Boolean))]),
    plan.basis === 'consent' && plan.audience.from === 'customers' ? await consentingCustomers(db) : null,
  ]
  const seen = new Set<string>()
  const chosen: Chosen = { callable: [], leftOut: [] }
  for (const one of keyed) {
    const { customerId, key, name, number } = one
    const holds: Record<LeftOut, boolean> = {
      'no-number': !number,
      'bad-number': !isNumber(number),
      twice: seen.has(key),
      'do-not-call': stopped.has(key),
      'no-consent': agreed !== null && !agreed.has(customerId ?? ''),
      blocked: customerId !== null && isBlocked(customerId),
      ...cannotBeTold(plan, one),
    }
    const why = LEFT_OUT.find((each) => holds[each])
    if (why) chosen.leftOut.push({ why, name, number })
    else {
      seen.add(key)
      chosen.callable.push(one)
    }
  }
  return chosen
}

function cannotBeTold(
  { text }: CampaignPlan,
  one: Listed,
): Pick<Record<LeftOut, boolean>, 'no-text' | 'unknown-variable'> {
  const rendered = renderText(text, one)
  return { 'no-text': rendered.text === '', 'unknown-variable': rendered.unknown.length > 0 }
}

async function fromNumbers(db: Queryable, id: string): Promise<Listed[]> {
  const numbers = await readNumbers(db, id)
  return numbers.map(({ number, name, language, variables }) => ({
    ...{ customerId: null, name, number: dialled(number), language: language ?? 'zh', variables },
  }))
}

const DAY = 24 * 3600_000

async function fromCustomers(
  db: Queryable,
  wish: Extract<Audience, { from: 'customers' }>,
  now: Date,
): Promise<Listed[]> {
  const ago = (days: number | null) => (days === null ? null : new Date(now.getTime() - days * DAY))
  const found = await audienceCustomers(db, {
    ...{ tiers: wish.tiers, language: wish.language, limit: MOST_NUMBERS },
    ...{ seenAfter: ago(wish.seenWithinDays), seenBefore: ago(wish.quietForDays) },
  })
  return found
    .filter(({ tags }) => !wish.tags.length || wish.tags.some((tag) => tags.includes(tag)))
    .filter(({ attributes }) => isBirthdaySoon(attributes.birthday, wish.birthdayWithinDays, now))
    .map(({ id, name, language, tier, attributes }) => ({
      ...{ customerId: id, name, number: dialled(attributes.phone ?? ''), language },
      variables: { ...known(attributes), tier },
    }))
}

/** What a text may say of a customer; numbers and addresses are not read out. */
const known = ({ city, memberSince, totalSpent, birthday }: Record<string, string>): Record<string, string> => ({
  ...(city ? { city } : {}),
  ...(memberSince ? { memberSince } : {}),
  ...(totalSpent ? { totalSpent } : {}),
  ...(birthday ? { birthday: birthday.slice(5) } : {}),
})

function isBirthdaySoon(birthday: string | undefined, within: number | null, now: Date): boolean {
  if (within === null) return true
  const [, month, day] = /^\d{4}-(\d\d)-(\d\d)$/.exec(birthday ?? '') ?? []
  if (!month || !day) return false
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate())
  const falls = [0, 1].map((years) => Date.UTC(now.getUTCFullYear() + years, Number(month) - 1, Number(day)))
  return falls.some((at) => at >= today && at <= today + within * DAY)
}
