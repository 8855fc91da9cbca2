import type { Conversation } from '#conversations/contract.ts'
import { listRules } from '#desk/quality/card-queries.ts'
import type { QualityDeps } from '#desk/quality/deps.ts'
import { openReview } from '#desk/quality/open-review.ts'
import { servedBy } from '#desk/quality/review-queries.ts'
import { ruleFor } from '#desk/quality/sample.ts'
import { AppError } from '#platform/errors.ts'
import { followLedger } from '#platform/ledger/follow.ts'
import { ledger } from '#platform/ledger/read.ts'
import type { Log } from '#platform/log.ts'

/** Takes conversations for inspection as the rules say, when they close and when they are rated. */
export function followClosed(deps: QualityDeps & { log: Log }) {
  const { database, log } = deps
  return followLedger({
    ...{ database, log, name: 'quality-samples', patient: true, everyMs: 2000 },
    kinds: ['conversation.changed'],
    wants: ({ payload }) => payload.what === 'closed' || payload.what === 'rated',
    handle: async (events) => {
      for (const { payload } of events) {
        const c = payload.conversation as Conversation
        if (c.status === 'closed' && c.closeReason !== 'spam') await sample(deps, c)
      }
    },
  })
}

async function sample(deps: QualityDeps, c: Conversation): Promise<void> {
  const { database } = deps
  const agentId = await servedBy(database.db, c.id)
  if (agentId === null) return
  const [rules, alerts] = await Promise.all([
    listRules(database.db),
    ledger.of(database.db, { conversationId: c.id, kinds: ['alert.raised'], limit: 1 }),
  ])
  const transferred = c.handOver?.first !== undefined
  const rule = ruleFor(rules, {
    id: c.id,
    channel: c.channel,
    queueId: c.queueId,
    rating: c.rating,
    agentId,
    alerted: alerts.length > 0,
    transferred,
  })
  if (!rule) return
  try {
    await openReview(deps, { conversationId: c.id, scorecardId: rule.scorecardId, why: 'rule', ruleId: rule.id }, null)
  } catch (error) {
    // The customer was erased, or the card went, since the fact was written.
    if (!(error instanceof AppError && error.code === 'not_found')) throw error
  }
}
