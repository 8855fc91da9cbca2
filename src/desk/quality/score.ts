import { APPEAL_DAYS, type Appeal, type DecisionInput, type Review, type ReviewScores } from '#desk/quality/contract.ts'
import { auditQuality, type By, tellQuality } from '#desk/quality/deps.ts'
import { findReview, type ReviewChange, updateReview } from '#desk/quality/review-queries.ts'
import { totalOf, wholeScores } from '#desk/quality/total.ts'
import type { AuditEntry } from '#governance/contract.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'

const DAY_MS = 24 * 3600_000

/** An inspector's points. Nobody scores himself. Throws conflict, forbidden, not_found, review_settled. */
export async function scoreReview(tx: Tx, id: string, input: ReviewScores, by: By): Promise<Review> {
  const review = await mustFind(tx, id)
  if (review.agentId === by.userId) throw new AppError('own_review')
  if (review.status === 'appealed' || review.status === 'settled') throw new AppError('review_settled')
  if (review.why === 'calibration' && review.inspectorId !== by.userId) throw new AppError('forbidden')
  const scores = wholeScores(review.scorecard, review.automatic, input.scores)
  const to = { scores, ...totalOf(review.scorecard, scores), comment: input.comment, status: 'done' as const }
  const change = { ...to, inspectorId: by.userId, doneAt: new Date().toISOString() }
  return write(tx, review, input.version, change, { by, action: 'quality.scored', what: 'scored' })
}

/** The agent objects, once, within two weeks. */
export async function appealReview(tx: Tx, id: string, text: string, by: By, now = new Date()): Promise<Review> {
  const review = await mustFind(tx, id)
  if (review.agentId !== by.userId || review.why === 'calibration') throw new AppError('not_found')
  if (review.status !== 'done' || review.appeal || review.total === null) throw new AppError('review_settled')
  if (now.getTime() - Date.parse(review.doneAt ?? review.createdAt) > APPEAL_DAYS * DAY_MS)
    throw new AppError('appeal_too_late', { days: APPEAL_DAYS })
  const appeal: Appeal = {
    ...{ text, at: now.toISOString(), totalBefore: review.total, decision: null, reply: '' },
    ...{ decidedBy: null, decidedAt: null },
  }
  const change = { status: 'appealed' as const, appeal }
  return write(tx, review, review.version, change, { by, action: 'quality.appealed', what: 'appealed' })
}

/** What becomes of an appeal: the result stands, or other points take its place. The agent himself does not decide. */
export async function decideAppeal(tx: Tx, id: string, input: DecisionInput, by: By): Promise<Review> {
  const review = await mustFind(tx, id)
  if (review.agentId === by.userId) throw new AppError('own_review')
  if (review.status !== 'appealed' || !review.appeal) throw new AppError('review_settled')
  const { decision, reply } = input
  const decidedAt = new Date().toISOString()
  const appeal: Appeal = { ...review.appeal, decision, reply, decidedBy: by.name, decidedAt }
  const scores = input.scores && wholeScores(review.scorecard, review.automatic, input.scores)
  const changed = scores && { scores, ...totalOf(review.scorecard, scores) }
  const change = { status: 'settled' as const, appeal, ...changed }
  return write(tx, review, review.version, change, { by, action: 'quality.decided', what: 'settled' })
}

type Doing = { by: By; action: AuditEntry['action']; what: 'scored' | 'appealed' | 'settled' }

async function write(
  tx: Tx,
  review: Review,
  version: number,
  to: ReviewChange,
  { by, action, what }: Doing,
): Promise<Review> {
  if (!(await updateReview(tx, review.id, version, to))) throw new AppError('conflict')
  await tellQuality(tx, by.actor, { agentId: review.agentId, reviewId: review.id, what })
  await auditQuality(tx, by, action, `review:${review.id}`, { before: review.total, after: to.total ?? review.total })
  return mustFind(tx, review.id)
}

async function mustFind(tx: Tx, id: string): Promise<Review> {
  const review = await findReview(tx, id)
  if (!review) throw new AppError('not_found')
  return review
}
