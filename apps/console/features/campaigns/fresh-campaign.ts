import type { CampaignInput } from '../../../../src/outbound/contract.ts'

const DAY = 24 * 3600_000
const SPANS = [
  { from: '09:00', to: '12:00' },
  { from: '14:00', to: '20:00' },
]

/** What a new campaign begins as: nobody is disturbed at noon or in the evening. */
export function freshCampaign(name: string): CampaignInput {
  return {
    name,
    plan: {
      ...{ purpose: 'reminder', basis: 'service', evidence: '', line: '', machine: 'hang-up' },
      ...{ text: { zh: '', en: '' }, closing: { zh: '', en: '' }, questions: [] },
      audience: {
        ...{ from: 'customers', tiers: [], tags: [], language: null },
        ...{ seenWithinDays: null, quietForDays: null, birthdayWithinDays: null },
      },
      ...{ startsAt: null, endsAt: new Date(Date.now() + 3 * DAY).toISOString() },
      pacing: { atOnce: 2, perMinute: 6, ringSeconds: 30 },
      hours: {
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        weekly: Array.from({ length: 7 }, () => SPANS),
        special: [],
      },
      caps: { perDay: 2, perWeek: 3 },
      retries: { most: 2, busyMinutes: 15, noAnswerMinutes: 120 },
    },
  }
}

/** A moment as a field for date and time wants it, and back. */
export const toField = (at: string | null): string => {
  if (!at) return ''
  const local = new Date(Date.parse(at) - new Date(at).getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}
export const fromField = (text: string): string | null => (text ? new Date(text).toISOString() : null)
