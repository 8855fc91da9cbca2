import { requireReadable, requireServing } from '#conversations/access.ts'
import type { Conversations } from '#conversations/change.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { captureOf, conversationOfCall } from '#voice/recording/queries.ts'

export type AskPauseDeps = { database: Database; conversations: Conversations }
export type AskPause = { callId: string; paused: boolean; actor: Actor; ip: string }

/** Whoever serves a caller has his recording paused or go on. Done by the node that holds the call, which tells when it is. */
export async function askPause({ database, conversations }: AskPauseDeps, ask: AskPause): Promise<void> {
  const { callId, paused, actor, ip } = ask
  const conversationId = await conversationOfCall(database.db, callId)
  if (!conversationId) throw new AppError('not_found')
  const conversation = await conversations.load(conversationId)
  requireReadable(actor, conversation)
  requireServing(actor, conversation)
  const by = `${actor.kind}:${actor.id}`
  await database.transaction(async (tx) => {
    if (!(await captureOf(tx, callId)).on) throw new AppError('recording_not_running')
    await recordAudit(tx, {
      ...{ actor: by, target: callId, ip },
      action: paused ? 'recording.paused' : 'recording.resumed',
    })
    const { customerId } = conversation
    await appendEvents(tx, [
      { kind: 'call.recording-asked', payload: { callId, paused }, conversationId, customerId, actor: by },
    ])
  })
}
