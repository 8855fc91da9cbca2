import { z } from 'zod'
import type { EventDefinitions } from '#platform/ledger/contract.ts'

export const role = z.enum(['administrator', 'supervisor', 'agent', 'operator'])
export type Role = z.infer<typeof role>

/** Everything a team member or an API key may be allowed to do. */
export const permission = z.enum([
  'conversations.read',
  'conversations.reply',
  'conversations.assign',
  'conversations.read-all',
  'customers.read',
  'customers.write',
  'business.read',
  'business.act',
  'tickets.read',
  'tickets.write',
  'tickets.manage',
  'knowledge.read',
  'knowledge.write',
  'knowledge.publish',
  'knowledge.manage',
  'flows.read',
  'packs.read',
  'packs.manage',
  'replies.read',
  'replies.write',
  'team.read',
  'team.write',
  'keys.write',
  'audit.read',
  'settings.write',
  'models.read',
  'models.manage',
  'cases.label',
  'routing.manage',
  'wall.read',
  'alerts.act',
  'strategy.manage',
  'quality.read',
  'quality.manage',
  'recordings.listen',
  'calls.monitor',
  'calls.announce',
  'verification.manage',
  'campaigns.read',
  'campaigns.manage',
  'roster.manage',
])
export type Permission = z.infer<typeof permission>

const AGENT: Permission[] = [
  'conversations.read',
  'conversations.reply',
  'customers.read',
  'customers.write',
  'business.read',
  'business.act',
  'tickets.read',
  'tickets.write',
  'knowledge.read',
  'flows.read',
  'replies.read',
  'team.read',
]

/** Least privilege: an operator tends knowledge and flows and sees no conversation; an agent sees the queue and his own. */
export const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  administrator: permission.options,
  supervisor: [
    ...AGENT,
    'conversations.assign',
    'conversations.read-all',
    'tickets.manage',
    'replies.write',
    'audit.read',
    'models.read',
    'models.manage',
    'cases.label',
    'routing.manage',
    'wall.read',
    'alerts.act',
    'strategy.manage',
    'quality.read',
    'quality.manage',
    'recordings.listen',
    'verification.manage',
    'campaigns.read',
    'campaigns.manage',
    'calls.monitor',
    'roster.manage',
  ],
  agent: AGENT,
  operator: [
    'knowledge.read',
    'knowledge.write',
    'knowledge.publish',
    'flows.read',
    'packs.read',
    'replies.read',
    'replies.write',
    'team.read',
    'models.read',
    'models.manage',
    'cases.label',
    'routing.manage',
    'strategy.manage',
    'verification.manage',
  ],
}

const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'hh:mm')
/** Open from … to … of one day, by the clocks of its zone; `24:00` is its end. A night is two spans. */
const hoursSpan = z.object({ from: clockTime, to: clockTime }).refine(({ from, to }) => from < to, 'from < to')
export type HoursSpan = z.infer<typeof hoursSpan>
const daySpans = z
  .array(hoursSpan)
  .max(4)
  .refine((spans) => {
    const sorted = spans.toSorted((a, b) => a.from.localeCompare(b.from))
    return sorted.every((span, n) => n === 0 || sorted[n - 1]!.to <= span.from)
  }, 'overlap')

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0
  } catch {
    return false
  }
}

export const timeZone = z.string().max(60).refine(isTimeZone, 'time zone')

/**
 * When somebody is there: Monday to Sunday, and days that differ, be it a holiday (no spans) or a working day in lieu.
 * Used for queues and for the clocks of tickets; `team/hours.ts` reckons with it.
 */
export const businessHours = z.object({
  timeZone,
  weekly: z.array(daySpans).length(7),
  special: z
    .array(z.object({ date: z.iso.date(), name: z.string().trim().max(40), spans: daySpans }))
    .max(200)
    .refine((days) => new Set(days.map((day) => day.date)).size === days.length, 'the same date twice'),
})
export type BusinessHours = z.infer<typeof businessHours>

/** A colleague as the others see him. */
export const teamMember = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  nameEn: z.string(),
  role,
  skills: z.array(z.string()),
  languages: z.array(z.enum(['zh', 'en'])),
  capacity: z.number().int(),
  disabled: z.boolean(),
  presence: z.object({
    status: z.enum(['online', 'away', 'offline']),
    reason: z.string(),
    changedAt: z.string().nullable(),
  }),
})
export type TeamMember = z.infer<typeof teamMember>

const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,31}$/, 'login')
const name = z.string().trim().min(1).max(60)
/** Any length is read, so that a wrong one is answered like any other wrong password. */
const givenPassword = z.string().min(1).max(1000)

export const credentials = z.object({ login: z.string().trim().toLowerCase().min(1).max(200), password: givenPassword })
/** The clear token of a one-time link, as it stands in the address. */
export const linkToken = z.object({ token: z.string().min(1).max(200) })
export const setupInput = z.object({ login, name, password: givenPassword, locale: z.enum(['zh', 'en']).default('zh') })

/** Who is signed in and what he may do. While `mustChangePassword` is true `permissions` is empty. */
export const sessionAnswer = z.object({
  user: teamMember
    .pick({ id: true, login: true, name: true, nameEn: true, role: true, skills: true, languages: true })
    .extend({
      email: z.string(),
      locale: z.enum(['zh', 'en']),
      mustChangePassword: z.boolean(),
    }),
  permissions: z.array(permission),
})
export type SessionAnswer = z.infer<typeof sessionAnswer>

const profile = {
  name,
  nameEn: z.string().trim().max(60),
  email: z.union([z.literal(''), z.email().max(200)]),
  role,
  skills: z.array(z.string().trim().min(1).max(40)).max(50),
  languages: z
    .array(z.enum(['zh', 'en']))
    .min(1)
    .max(2),
  capacity: z.number().int().min(1).max(100),
}
/** A new colleague. Without a password the answer carries a one-time link with which he chooses his own. */
export const userInput = z.object({
  ...profile,
  login,
  nameEn: profile.nameEn.default(''),
  email: profile.email.default(''),
  skills: profile.skills.default([]),
  languages: profile.languages.default(['zh']),
  capacity: profile.capacity.default(5),
  password: givenPassword.optional(),
})
export type UserInput = z.infer<typeof userInput>
export const userPatch = z.object({ ...profile, disabled: z.boolean() }).partial()
export type UserPatch = z.infer<typeof userPatch>
export const ownPatch = z.object({ locale: z.enum(['zh', 'en']), name, nameEn: profile.nameEn }).partial()

/** `currentPassword` may be left out only by someone who has none yet (came by a one-time link). */
export const passwordChange = z.object({ currentPassword: givenPassword.optional(), newPassword: givenPassword })

/** One sign-in of one's own. `id` is the beginning of the stored hash, never the token. */
export const sessionView = z.object({
  id: z.string(),
  createdAt: z.string(),
  seenAt: z.string(),
  expiresAt: z.string(),
  ip: z.string(),
  userAgent: z.string(),
  current: z.boolean(),
})
export type SessionView = z.infer<typeof sessionView>

export const apiKeyInput = z.object({ name, permissions: z.array(permission).min(1).max(50) })
export const apiKeyView = z.object({
  id: z.string(),
  name: z.string(),
  /** First characters of the key, to recognise it. */
  prefix: z.string(),
  permissions: z.array(permission),
  createdBy: z.string(),
  createdAt: z.string(),
  usedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
})
export type ApiKeyView = z.infer<typeof apiKeyView>

export const teamEvents = {
  'user.changed': {
    payload: z.object({ userId: z.string(), what: z.enum(['created', 'edited', 'disabled', 'enabled']) }),
    topics: () => ['team'],
  },
  /** These sign-ins are over (`sessionIds` as in `sessionView`): open sockets of theirs must close. */
  'session.ended': {
    payload: z.object({ userId: z.string(), sessionIds: z.array(z.string()) }),
    topics: (event) => [`user:${(event.payload as { userId: string }).userId}`],
  },
} satisfies EventDefinitions
