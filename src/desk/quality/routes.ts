import { z } from 'zod'
import { calibrationOf } from '#desk/quality/calibrate.ts'
import { findCard, listCards, listNotes, listRules } from '#desk/quality/card-queries.ts'
import { changeCard, changeRule, coach, readNote, removeRule } from '#desk/quality/change-settings.ts'
import {
  appealInput,
  calibration,
  coachingInput,
  coachingNote,
  decisionInput,
  review,
  reviewScores,
  samplingRule,
  samplingRuleInput,
  scorecard,
  scorecardInput,
} from '#desk/quality/contract.ts'
import type { By, QualityDeps } from '#desk/quality/deps.ts'
import { openReview } from '#desk/quality/open-review.ts'
import { findReview, listCalibrated, listReviews, type ReviewFilter } from '#desk/quality/review-queries.ts'
import { appealReview, decideAppeal, scoreReview } from '#desk/quality/score.ts'
import { AppError } from '#platform/errors.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'
import { newId } from '#platform/id.ts'

const tag = 'quality'
const byId = z.object({ id: z.string().min(1).max(64) })
const manage = { access: 'quality.manage', tag } as const
const own = { access: 'conversations.reply', tag } as const
const MOST_CALIBRATED = 200

/** Inspection is by people: a program has no judgement to put a name to. */
function byOf(actor: Actor, ip: string): By {
  if (actor.kind !== 'user') throw new AppError('forbidden')
  return { actor: `user:${actor.id}`, userId: actor.id, name: actor.name, ip }
}

/** Quality inspection: results, appeals, calibration, coaching, and what is inspected by which card. */
export function qualityRoutes(deps: QualityDeps): Route[] {
  return [...reviewRoutes(deps), ...settingsRoutes(deps), ...coachingRoutes(deps)]
}

function reviewRoutes(deps: QualityDeps): Route[] {
  const { database } = deps
  const seesAll = (actor: Actor) => actor.permissions.has('quality.read')
  return [
    route({
      ...own,
      method: 'GET',
      path: '/api/quality/reviews',
      summary: 'Inspections, newest first; who may not read all sees the results of his own conversations.',
      query: z.object({
        status: z.string().max(60).optional().describe('comma-separated: waiting, done, appealed, settled'),
        agent: z.string().max(64).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50),
        cursor: z.string().max(200).optional(),
      }),
      response: z.object({ items: z.array(review), nextCursor: z.string().nullable() }),
      handle: async ({ query, actor }) => {
        const status = query.status ? z.array(review.shape.status).safeParse(query.status.split(',')) : undefined
        if (status && !status.success) throw new AppError('bad_request', { detail: 'status' })
        const whose: Partial<ReviewFilter> = seesAll(actor)
          ? { agentId: query.agent }
          : { agentId: actor.id, scored: true }
        const before = query.cursor ? readCursor(query.cursor) : undefined
        const found = await listReviews(database.db, { ...whose, status: status?.data, before, limit: query.limit + 1 })
        const items = found.slice(0, query.limit)
        const last = items.at(-1)
        const nextCursor = found.length > query.limit && last ? writeCursor({ at: last.createdAt, id: last.id }) : null
        return { items, nextCursor }
      },
    }),
    route({
      ...manage,
      method: 'POST',
      path: '/api/quality/reviews',
      summary: 'Puts a conversation up for inspection by hand; with `calibration` as a second opinion of one’s own.',
      body: z.object({
        conversationId: z.string().min(1).max(64),
        scorecardId: z.string().min(1).max(64),
        calibration: z.boolean().default(false),
      }),
      response: review,
      handle: async ({ body, actor, ip }) => {
        const by = byOf(actor, ip)
        const { conversationId, scorecardId } = body
        const why = body.calibration
          ? ({ why: 'calibration', inspectorId: by.userId } as const)
          : ({ why: 'hand' } as const)
        const opened = await openReview(deps, { conversationId, scorecardId, ...why }, by)
        if (!opened) throw new AppError('already_exists', { what: 'review' })
        return opened
      },
    }),
    route({
      ...own,
      method: 'GET',
      path: '/api/quality/reviews/:id',
      summary: 'One inspection.',
      params: byId,
      response: review,
      handle: async ({ params, actor }) => {
        const found = await findReview(database.db, params.id)
        const mine = found?.agentId === actor.id && found.status !== 'waiting' && found.why !== 'calibration'
        if (!found || !(seesAll(actor) || mine)) throw new AppError('not_found')
        return found
      },
    }),
    route({
      ...manage,
      method: 'PUT',
      path: '/api/quality/reviews/:id/scores',
      summary: 'Scores by the card; what is left out keeps the points of the automatic check.',
      params: byId,
      body: reviewScores,
      response: review,
      handle: ({ params, body, actor, ip }) =>
        database.transaction((tx) => scoreReview(tx, params.id, body, byOf(actor, ip))),
    }),
    route({
      ...own,
      method: 'POST',
      path: '/api/quality/reviews/:id/appeal',
      summary: 'The inspected agent objects to his result.',
      params: byId,
      body: appealInput,
      response: review,
      handle: ({ params, body, actor, ip }) =>
        database.transaction((tx) => appealReview(tx, params.id, body.text, byOf(actor, ip))),
    }),
    route({
      ...manage,
      method: 'POST',
      path: '/api/quality/reviews/:id/decision',
      summary: 'Decides an appeal: the result stands, or other points take its place.',
      params: byId,
      body: decisionInput,
      response: review,
      handle: ({ params, body, actor, ip }) =>
        database.transaction((tx) => decideAppeal(tx, params.id, body, byOf(actor, ip))),
    }),
    route({
      access: 'quality.read',
      tag,
      method: 'GET',
      path: '/api/quality/calibration',
      summary: 'Conversations that several inspectors scored, and how far they agree.',
      response: z.object({ items: z.array(calibration), nextCursor: z.null() }),
      handle: async () => ({
        items: calibrationOf(await listCalibrated(database.db, MOST_CALIBRATED)),
        nextCursor: null,
      }),
    }),
  ]
}

function settingsRoutes({ database }: QualityDeps): Route[] {
  const existing = async (id: string) => {
    if (!(await findCard(database.db, id))) throw new AppError('not_found')
  }
  return [
    route({
      access: 'quality.read',
      tag,
      method: 'GET',
      path: '/api/quality/settings',
      summary: 'Score cards and the rules by which conversations are taken for inspection.',
      response: z.object({ scorecards: z.array(scorecard), rules: z.array(samplingRule) }),
      handle: async () => ({ scorecards: await listCards(database.db), rules: await listRules(database.db) }),
    }),
    route({
      ...manage,
      method: 'POST',
      path: '/api/quality/scorecards',
      summary: 'A new score card.',
      body: scorecardInput,
      response: scorecard,
      handle: ({ body, actor, ip }) => database.transaction((tx) => changeCard(tx, newId(), body, byOf(actor, ip))),
    }),
    route({
      ...manage,
      method: 'PUT',
      path: '/api/quality/scorecards/:id',
      summary: 'Changes a score card; inspections begun before keep the card they began with.',
      params: byId,
      body: scorecardInput,
      response: scorecard,
      handle: async ({ params, body, actor, ip }) => {
        await existing(params.id)
        return database.transaction((tx) => changeCard(tx, params.id, body, byOf(actor, ip)))
      },
    }),
    route({
      ...manage,
      method: 'POST',
      path: '/api/quality/sampling-rules',
      summary: 'A new rule of what is inspected.',
      body: samplingRuleInput,
      response: samplingRule,
      handle: async ({ body, actor, ip }) => {
        await existing(body.scorecardId)
        return database.transaction((tx) => changeRule(tx, newId(), body, byOf(actor, ip)))
      },
    }),
    route({
      ...manage,
      method: 'PUT',
      path: '/api/quality/sampling-rules/:id',
      summary: 'Changes a rule of what is inspected.',
      params: byId,
      body: samplingRuleInput,
      response: samplingRule,
      handle: async ({ params, body, actor, ip }) => {
        await existing(body.scorecardId)
        const rules = await listRules(database.db)
        if (!rules.some(({ id }) => id === params.id)) throw new AppError('not_found')
        return database.transaction((tx) => changeRule(tx, params.id, body, byOf(actor, ip)))
      },
    }),
    route({
      ...manage,
      method: 'DELETE',
      path: '/api/quality/sampling-rules/:id',
      summary: 'Removes a rule; what it took stays.',
      params: byId,
      response: z.object({}),
      handle: async ({ params, actor, ip }) => {
        await database.transaction((tx) => removeRule(tx, params.id, byOf(actor, ip)))
        return {}
      },
    }),
  ]
}

function coachingRoutes({ database }: QualityDeps): Route[] {
  return [
    route({
      ...own,
      method: 'GET',
      path: '/api/quality/coaching-notes',
      summary: 'Notes for coaching, newest first; who may not read all sees those for himself.',
      query: z.object({ agent: z.string().max(64).optional(), review: z.string().max(64).optional() }),
      response: z.object({ items: z.array(coachingNote), nextCursor: z.null() }),
      handle: async ({ query, actor }) => {
        const agentId = actor.permissions.has('quality.read') ? query.agent : actor.id
        const filter = { ...(agentId && { agentId }), ...(query.review && { reviewId: query.review }) }
        return { items: await listNotes(database.db, filter), nextCursor: null }
      },
    }),
    route({
      ...manage,
      method: 'POST',
      path: '/api/quality/coaching-notes',
      summary: 'A note to an agent on how to do better.',
      body: coachingInput,
      response: coachingNote,
      handle: ({ body, actor, ip }) => database.transaction((tx) => coach(tx, body, byOf(actor, ip))),
    }),
    route({
      ...own,
      method: 'POST',
      path: '/api/quality/coaching-notes/:id/read',
      summary: 'The agent has read a note.',
      params: byId,
      response: z.object({}),
      handle: async ({ params, actor, ip }) => {
        await database.transaction((tx) => readNote(tx, params.id, byOf(actor, ip)))
        return {}
      },
    }),
  ]
}
