import { z } from 'zod'
import { agree } from '#learning/agree.ts'
import { annotationRoutes } from '#learning/annotation-routes.ts'
import { caseRoutes } from '#learning/case-routes.ts'
import {
  agreement,
  dayCounts,
  failureCase,
  feedback,
  intentChoice,
  learningSettings,
  messageFeeling,
} from '#learning/contract.ts'
import { correctIntent, intentChoices } from '#learning/correct.ts'
import { correctFeeling, readFeeling, undoFeeling } from '#learning/feelings/correct-emotion.ts'
import { twoLabels } from '#learning/label-queries.ts'
import { labeller } from '#learning/labeller.ts'
import type { Learning } from '#learning/open-learning.ts'
import { countDays, countOpen } from '#learning/queries.ts'
import { readLearningSettings, writeLearningSettings } from '#learning/settings.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'
import { modelKind } from '#understanding/models/contract.ts'
import { feeling, feelingLevel, labelled } from '#understanding/models/labels/contract.ts'

/** Newest cases that agreement is counted over. */
const AGREEMENT_CASES = 5000
const ofKind = z.object({ kind: modelKind.default('intent') })
const oneMessage = z.object({
  id: z.string().min(1).max(64),
  seq: z.coerce.number().int().min(1).max(2_147_483_646),
})

/** How the bot learns: failure cases, their labels, and what feedback says of its choices. */
export function learningRoutes(learning: Learning): Route[] {
  return [
    ...caseRoutes(learning),
    ...annotationRoutes(learning),
    ...figureRoutes(learning),
    ...correctionRoutes(learning),
  ]
}

function figureRoutes(learning: Learning): Route[] {
  const { database } = learning
  const tag = 'learning'
  return [
    route({
      method: 'GET',
      path: '/api/learning/agreement',
      access: 'models.read',
      tag,
      summary: 'How far two people agree on the same cases, beyond chance.',
      query: ofKind,
      response: agreement,
      handle: async ({ query }) => agree(await twoLabels(database.db, query.kind, AGREEMENT_CASES * 2)),
    }),
    route({
      method: 'GET',
      path: '/api/learning/counts',
      access: 'cases.label',
      tag,
      summary: 'Cases that came, were labelled and were dismissed, by day, and how many are open.',
      query: ofKind.extend({ days: z.coerce.number().int().min(1).max(366).default(30) }),
      response: z.object({ open: z.number().int(), days: z.array(dayCounts) }),
      handle: async ({ query }) => ({
        open: await countOpen(database.db, query.kind),
        days: await countDays(database, query.kind, query.days),
      }),
    }),
    route({
      method: 'GET',
      path: '/api/learning/settings',
      access: 'cases.label',
      tag,
      summary: 'How annotation is set up.',
      response: learningSettings,
      handle: () => readLearningSettings(database.db),
    }),
    route({
      method: 'PUT',
      path: '/api/learning/settings',
      access: 'models.manage',
      tag,
      summary: 'Sets the share of new cases that a second person labels too.',
      body: learningSettings,
      response: learningSettings,
      handle: ({ body, actor, ip }) => database.transaction((tx) => writeLearningSettings(tx, body, by(actor, ip))),
    }),
    route({
      method: 'GET',
      path: '/api/learning/feedback',
      access: 'models.read',
      tag,
      summary: 'What ratings say of the choice among close answers, and of other ways to choose, judged off-policy.',
      response: feedback,
      handle: () => learning.feedback.report(),
    }),
  ]
}

const by = (actor: Actor, ip: string) => ({ actor: `${actor.kind}:${actor.id}`, ip })
const placeOf = ({ id, seq }: z.infer<typeof oneMessage>) => ({ conversationId: id, seq })

/** The desk's way to say that a message was taken wrongly. */
function correctionRoutes(learning: Learning): Route[] {
  const common = { access: 'conversations.reply', tag: 'learning', params: oneMessage } as const
  return [
    route({
      ...common,
      method: 'GET',
      path: '/api/conversations/:id/messages/:seq/intent',
      summary: "How a customer's message was taken, and what else it may mean.",
      response: intentChoice,
      handle: ({ params, actor }) => intentChoices(learning, actor, { conversationId: params.id, seq: params.seq }),
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/conversations/:id/messages/:seq/intent',
      summary: "Says what a customer's message really meant; the next training learns it.",
      body: z.object({ intentId: z.string().min(1).max(64) }),
      response: failureCase,
      handle: ({ params, body, actor, ip }) =>
        correctIntent(
          learning,
          actor,
          { conversationId: params.id, seq: params.seq, intentId: body.intentId },
          labeller(actor, ip),
        ),
    }),
    route({
      ...common,
      method: 'GET',
      path: '/api/conversations/:id/messages/:seq/emotion',
      summary: "What is felt in a customer's message as it is read now, and what somebody said of it.",
      response: messageFeeling,
      handle: ({ params, actor }) => readFeeling(learning, actor, placeOf(params)),
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/conversations/:id/messages/:seq/emotion',
      summary:
        "Says what is really felt in a customer's message: his state follows at once, the next training learns it.",
      body: z.object({ label: feeling, level: feelingLevel.default(null) }),
      response: labelled,
      handle: ({ params, body, actor, ip }) =>
        correctFeeling(learning, actor, placeOf(params), body, labeller(actor, ip)),
    }),
    route({
      ...common,
      method: 'DELETE',
      path: '/api/conversations/:id/messages/:seq/emotion',
      summary: "Takes back what was said of the feeling in a customer's message.",
      response: z.object({}),
      handle: async ({ params, actor, ip }) => {
        await undoFeeling(learning, actor, placeOf(params), labeller(actor, ip))
        return {}
      },
    }),
  ]
}
