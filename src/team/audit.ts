import type { Tx } from '#platform/db/open.ts'

export type AuditEntry = {
  /** `user:ID`, `key:ID`, `system` or `anonymous`. */
  actor: string
  /** Noun and past verb: `user.created`. */
  action: string
  target?: string
  /** Ids and field names only, never personal data or secrets. */
  detail?: Record<string, unknown>
  ip?: string
}

/** Keeps the record of who did what; given from outside, because records are another folder's business. */
export type Audit = (tx: Tx, entry: AuditEntry) => Promise<void>

/** Who did it and from where, as every verb of this folder takes it. */
export type By = { actor: string; ip: string }
