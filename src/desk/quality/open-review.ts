import { findCard } from '#desk/quality/card-queries.ts'
import { checkConversation } from '#desk/quality/check-conversation.ts'
import type { Review } from '#desk/quality/contract.ts'
import { auditQuality, type By, type QualityDeps, tellQuality } from '#desk/quality/deps.ts'
import { findReview, insertReview, servedBy } from '#desk/quality/review-queries.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'

type Wanted = {
  conversationId: string
  scorecardId: string
  why: Review['why']
  ruleId?: string
  /** Whose second opinion it is, for a calibration. */
  inspectorId?: string
}

/**
 * Puts a conversation up for inspection, with what can be checked by itself checked already. Null when it is up already,
 * or no person served it. Throws not_found for a card or conversation that is not there.
 */
export async function openReview(deps: QualityDeps, wanted: Wanted, by: By | null): Promise<Review | null> {
  const { database, conversations } = deps
  const c = await conversations.load(wanted.conversationId)
  const [card, agentId] = await Promise.all([
    findCard(database.db, wanted.scorecardId),
    servedBy(database.db, wanted.conversationId),
  ])
  if (!card) throw new AppError('not_found')
  if (agentId === null) return null
  const messages = await conversations.messages(c.id, { after: 0, limit: 500, internal: false })
  const { language, acceptedAt, closeReason, rating } = c
  const about = { agentId, language, messages, acceptedAt, closeReason, rating, rules: deps.rules() }
  const automatic = checkConversation(card.criteria, about)
  const id = newId()
  const { conversationId, why, ruleId = null, inspectorId = null } = wanted
  const opened = await database.transaction(async (tx) => {
    const fresh = { id, conversationId, scorecard: card, agentId, why, ruleId, inspectorId, automatic }
    if (!(await insertReview(tx, fresh))) return false
    await tellQuality(tx, by?.actor ?? 'system', { agentId, reviewId: id, what: 'sampled' })
    if (by) await auditQuality(tx, by, 'quality.opened', `review:${id}`, { conversationId, why })
    return true
  })
  return opened ? findReview(database.db, id) : null
}
