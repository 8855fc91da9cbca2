import { createHmac } from 'node:crypto'
import type { Conversations } from '#conversations/change.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import { countMails, insertMail } from '#desk/transcripts/queries.ts'
import type { Mailbox } from '#emotion/channels/mailbox.ts'
import { maskEmail } from '#governance/mask.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import type { Log } from '#platform/log.ts'
import type { Seal } from '#platform/settings/seal.ts'

export type TranscriptDeps = {
  database: Database
  conversations: Conversations
  log: Log
  /** The account that mail leaves the house by; null without one. */
  mailbox: () => Promise<Mailbox | null>
  /** Seals the addresses that wait here. */
  seal: Seal
  /** Makes addresses countable without being known. */
  secret: string
  /** The address of a customer the company vouches for, else null. */
  knownAddress: (customerId: string) => Promise<string | null>
  now: () => Date
}

const DAY_MS = 24 * 3600_000
/** A day: enough for somebody who mistyped his address, too little to bother somebody else. */
const MOST = { conversation: 5, address: 5, customer: 5 }

/**
 * Puts a transcript on its way. Throws mail_off where no mail leaves the house, and transcript_limit when a
 * conversation, an address or a customer has had enough for a day. Gives the address masked.
 */
export async function requestTranscript(
  deps: TranscriptDeps,
  conversation: StoredConversation,
  wish: { email: string; by: string; ip: string; language: 'zh' | 'en' },
): Promise<string> {
  if (!(await deps.mailbox())) throw new AppError('mail_off')
  const email = wish.email.trim()
  const hint = maskEmail(email)
  const addressKey = createHmac('sha256', deps.secret).update(email.toLowerCase()).digest('base64url')
  const of = { conversationId: conversation.id, addressKey, by: wish.by }
  const now = deps.now()
  await deps.database.transaction(async (tx) => {
    const had = await countMails(tx, of, new Date(now.getTime() - DAY_MS))
    const tooMany = wish.by.startsWith('customer:') && had.requester >= MOST.customer
    if (tooMany || had.conversation >= MOST.conversation || had.address >= MOST.address)
      throw new AppError('transcript_limit')
    await insertMail(tx, {
      ...{ now, id: newId(), conversation_id: conversation.id, requested_by: wish.by, language: wish.language },
      ...{ sealed: deps.seal.close(email), hint, address_key: addressKey },
    })
    const { by: actor, ip } = wish
    const target = `conversation:${conversation.id}`
    await recordAudit(tx, { actor, action: 'transcript.requested', target, detail: { to: hint }, ip })
  })
  return hint
}
