import type { Conversations } from '#conversations/change.ts'
import type { Conversation } from '#conversations/contract.ts'
import { askedIn } from '#desk/brief/asked.ts'
import { judgeTransfer } from '#desk/transfers/judge-transfer.ts'
import { putScore } from '#desk/transfers/queries.ts'
import { readEmotionStates } from '#emotion/states.ts'
import type { AnswerThresholds, SearchKnowledge } from '#knowledge/contract.ts'
import type { Database } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { followLedger } from '#platform/ledger/follow.ts'
import { ledger } from '#platform/ledger/read.ts'
import type { Log } from '#platform/log.ts'

export type ScoringDeps = {
  database: Database
  conversations: Conversations
  search: SearchKnowledge
  thresholds: () => AnswerThresholds
  log: Log
}

const KINDS = ['turn.decided', 'action.performed', 'ticket.opened', 'assist.used']
const UPSET = { none: 0, low: 0.4, medium: 0.75, high: 1 }
const UNHAPPY = new Set(['anger', 'anxiety', 'dissatisfaction', 'disappointment', 'sadness', 'fear'])

/** Judges every hand-over when its conversation closes, and once more when the customer rates it. */
export function followTransfers(deps: ScoringDeps) {
  return followLedger({
    ...{ database: deps.database, log: deps.log, name: 'transfer-scores', patient: true, everyMs: 2000 },
    kinds: ['conversation.changed'],
    wants: ({ payload }) => payload.what === 'closed' || payload.what === 'rated',
    handle: async (events) => {
      for (const { payload } of events) {
        const c = payload.conversation as Conversation
        if (c.status === 'closed' && c.closeReason !== 'spam') await score(deps, c)
      }
    },
  })
}

async function score({ database, conversations, search, thresholds }: ScoringDeps, c: Conversation): Promise<void> {
  const messages = await conversations.messages(c.id, { after: 0, limit: 300, internal: false })
  const events = (await ledger.of(database.db, { conversationId: c.id, kinds: KINDS, limit: 200 })).reverse()
  const emotion = (await readEmotionStates(database.db, [c.id])).get(c.id)
  const asked = askedIn(messages)
  const [best] = asked.first ? search(asked.first, { language: c.language, channel: c.channel, limit: 1 }) : []
  const reason = c.handOver ? (c.handOver.first?.reason ?? c.handOver.reason) : null
  const judged = judgeTransfer({
    ...{ reason, closeReason: c.closeReason, rating: c.rating, messages, events, answers: thresholds().answer },
    article: best ? { body: best.body, score: best.score } : null,
    upset: emotion && UNHAPPY.has(emotion.label) ? UPSET[emotion.level] : 0,
  })
  if (!judged) return
  const meant = events.findLast(
    ({ kind, payload }) => kind === 'turn.decided' && payload.input === 'message' && isTask(payload.intent),
  )
  const intent = (meant?.payload.intent as string | undefined) ?? null
  await database.transaction(async (tx) => {
    const confidence = Number(meant?.payload.confidence ?? 0)
    const closedAt = c.closedAt ?? c.lastMessageAt
    const more = { reason, intent, confidence, language: c.language, rating: c.rating, closedAt }
    if (!(await putScore(tx, { conversationId: c.id, ...judged, ...more }))) return
    const right = judged.verdict === 'unclear' ? null : judged.verdict === 'right'
    const payload = { conversationId: c.id, right, ...judged, reason, intent }
    await appendEvents(tx, [
      { kind: 'transfer.scored', conversationId: c.id, customerId: c.customerId, actor: 'system', payload },
    ])
  })
}

/** Small talk and asking for a person are no task. */
const isTask = (intent: unknown): boolean => typeof intent === 'string' && !TALK.has(intent)
const TALK = new Set(
  'affirm deny greeting goodbye thanks talk_to_human repeat correction cancel_flow bot_identity out_of_scope abuse'.split(
    ' ',
  ),
)
