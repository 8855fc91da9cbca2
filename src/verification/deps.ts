import type { Perform } from '#business/contract.ts'
import type { Customer } from '#customers/contract.ts'
import type { Mailbox } from '#emotion/channels/mailbox.ts'
import type { Database } from '#platform/db/open.ts'
import type { Log } from '#platform/log.ts'
import type { Seal } from '#platform/settings/seal.ts'
import type { Proofs } from '#verification/proofs.ts'
import type { Secrets } from '#verification/secrets.ts'
import type { VoiceDeps } from '#verification/voiceprint/voiceprints.ts'

export type VerificationDeps = {
  database: Database
  log: Log
  proofs: Proofs
  secrets: Secrets
  /** Seals the keys of the provider of text messages. */
  seal: Seal
  find: (customerId: string) => Promise<Customer | null>
  /** The account that mail leaves the house by; null without one. */
  mailbox: () => Promise<Mailbox | null>
  /** Everything said and shown in a conversation, as one text. */
  heard: (conversationId: string) => Promise<string>
  /** Reads what questions are made of. */
  perform: Perform
  voice: VoiceDeps
  now: () => Date
}

/** The conversation that is about, as far as it matters here. */
export type Where = { id: string; customerId: string; channel: string; language: 'zh' | 'en' }
/** Who does it: `customer:ID`, `user:ID` …, for the audit log. */
export type By = { actor: string; ip: string }
