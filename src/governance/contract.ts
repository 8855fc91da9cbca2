import { z } from 'zod'
import type { Tx } from '#platform/db/open.ts'

/** Every operation that is audited, noun and deed; the console has words for each. */
export const AUDITED = [
  'session.started',
  'session.ended',
  'sign-in.failed',
  'sign-in.locked',
  'password.changed',
  'password.refused',
  'user.created',
  'user.edited',
  'user.disabled',
  'user.enabled',
  'user.sign-in-reset',
  'recording.listened',
  'recording.paused',
  'recording.resumed',
  'recording.purged',
  'recording.removed',
  'recording.settings',
  'voice-menu.saved',
  'api-key.created',
  'api-key.revoked',
  'article.created',
  'article.drafted',
  'article.draft-discarded',
  'article.edited',
  'article.review-requested',
  'article.sent-back',
  'article.published',
  'article.unpublished',
  'article.rolled-back',
  'article.moved',
  'article.archived',
  'article.removed',
  'article.rated',
  'article.exported',
  'article.pair-dismissed',
  'import.created',
  'import.read-again',
  'import.accepted',
  'import.cancelled',
  'import.undone',
  'graph.changed',
  'thresholds.changed',
  'suggestion.accepted',
  'suggestion.dismissed',
  'department.created',
  'department.edited',
  'department.members',
  'department.removed',
  'canned-reply.created',
  'canned-reply.edited',
  'canned-reply.deleted',
  'macro.created',
  'macro.edited',
  'macro.deleted',
  'customer.edited',
  'customer.blocked',
  'customer.unblocked',
  'customer.address-blocked',
  'customer.address-unblocked',
  'customer.merged',
  'customer.split',
  'conversations.exported',
  'transcript.requested',
  'queue.created',
  'queue.edited',
  'queue.deleted',
  'routing-policy.drafted',
  'routing-policy.released',
  'agent-profile.edited',
  'away-reasons.edited',
  'alert-channel.added',
  'alert-channel.changed',
  'alert-channel.removed',
  'alert-settings.changed',
  'strategies.released',
  'offer.given',
  'offer.taken-back',
  'quality.opened',
  'quality.coached',
  'scorecard.changed',
  'sampling-rule.changed',
  'sampling-rule.removed',
  'quality.scored',
  'quality.appealed',
  'quality.decided',
  'context-links.edited',
  'pre-chat.edited',
  'ticket-state.saved',
  'ticket-type.saved',
  'ticket-rule.saved',
  'ticket-rule.deleted',
  'tickets.configured',
  'example.added',
  'example.removed',
  'example.on',
  'example.off',
  'training.started',
  'training.scheduled',
  'model.released',
  'model.rolled-back',
  'model.automatic',
  'intent-threshold.changed',
  'case.labelled',
  'case.dismissed',
  'case.disputed',
  'case.undone',
  'learning.configured',
  'history.imported',
  'history.deleted',
  'term.added',
  'term.imported',
  'term.edited',
  'term.deleted',
  'pack.installed',
  'pack.updated',
  'pack.removed',
  'pack.shown',
  'campaign.saved',
  'campaign.numbers',
  'campaign.running',
  'campaign.paused',
  'campaign.cancelled',
  'campaign.removed',
  'campaign.exported',
  'do-not-call.added',
  'do-not-call.removed',
  'call-consent.noted',
  'llm.changed',
  'speech.changed',
  'lines.changed',
  'verification.begun',
  'verification.passed',
  'verification.failed',
  'verification.locked',
  'verification.configured',
  'verification.link-sent',
  'verification.link-used',
  'server.set-up',
] as const
type AuditedAction = (typeof AUDITED)[number]

export type AuditEntry = {
  /** `user:ID`, `key:ID`, `system` or `anonymous`. */
  actor: string
  action: AuditedAction
  target?: string
  /** Ids and field names only, never personal data or secrets. */
  detail?: Record<string, unknown>
  ip?: string
}

/** Keeps the record of who did what; given from outside where records are another folder's business. */
export type Audit = (tx: Tx, entry: AuditEntry) => Promise<void>

/** One record of who did what. `actor` is `user:ID`, `key:ID`, `customer:ID`, `system` or `anonymous`; `action` like `user.created`. */
export const auditRecord = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.string(),
  action: z.string(),
  target: z.string(),
  detail: z.record(z.string(), z.unknown()),
  ip: z.string(),
})
export type AuditRecord = z.infer<typeof auditRecord>

/** `action` ending in `.*` finds a noun's every action. `from` is included, `to` is not. */
export const auditFilter = z.object({
  actor: z.string().max(80).optional(),
  action: z
    .string()
    .regex(/^[\w.-]+(\.\*)?$/)
    .max(80)
    .optional(),
  target: z.string().max(80).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
})
export type AuditFilter = z.output<typeof auditFilter>
