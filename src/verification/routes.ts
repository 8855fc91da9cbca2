import { z } from 'zod'
import type { ActionDefinition } from '#business/contract.ts'
import { requireReadable, requireServing } from '#conversations/access.ts'
import type { Conversations } from '#conversations/change.ts'
import { AppError } from '#platform/errors.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'
import { begin } from '#verification/begin.ts'
import { check } from '#verification/check.ts'
import {
  need,
  smsSettings,
  smsView,
  standing,
  verificationMethod,
  verificationSettings,
  verificationView,
} from '#verification/contract.ts'
import type { VerificationDeps } from '#verification/deps.ts'
import { waysOut } from '#verification/send-code.ts'
import {
  changeSmsSettings,
  changeVerificationSettings,
  readSmsSettings,
  readVerificationSettings,
} from '#verification/settings.ts'
import { viewOf } from '#verification/view.ts'
import { voiceprintRoutes } from '#verification/voiceprint/routes.ts'

const params = z.object({ id: z.string().min(1).max(64) })
const tag = 'verification'
const by = (actor: Actor, ip: string) => ({ actor: `${actor.kind}:${actor.id}`, ip })
const reachable = z.object({ sms: z.boolean(), email: z.boolean() })

type Deps = VerificationDeps & {
  conversations: Conversations
  /** What business can ask for proof. */
  actions: () => readonly ActionDefinition[]
}

const stored = z.object({
  settings: verificationSettings,
  ways: reachable,
  /** What voiceprints are made with; `lacking` says why they cannot be. */
  speaker: z.object({ lacking: z.enum(['not-installed', 'no-model']).nullable(), model: z.string() }),
  actions: z.array(z.object({ name: z.string(), title: z.object({ zh: z.string(), en: z.string() }) })),
})

/** Who is speaking, seen and asked from the desk; and what business asks for. */
export function verificationRoutes(deps: Deps): Route[] {
  return [...deskRoutes(deps), ...settingRoutes(deps), ...voiceprintRoutes(deps)]
}

function deskRoutes(deps: Deps): Route[] {
  const { conversations } = deps
  const served = async (actor: Actor, id: string) => {
    const conversation = await conversations.load(id)
    requireReadable(actor, conversation)
    requireServing(actor, conversation)
    return conversation
  }
  return [
    route({
      method: 'GET',
      path: '/api/conversations/:id/verification',
      access: 'conversations.read',
      tag,
      summary: 'Who is proven to be speaking in a conversation and how, and what can be begun.',
      params,
      response: verificationView,
      handle: async ({ params: { id }, actor }) => {
        const conversation = await conversations.load(id)
        requireReadable(actor, conversation)
        return viewOf(deps, conversation)
      },
    }),
    route({
      method: 'POST',
      path: '/api/conversations/:id/verification',
      access: 'conversations.reply',
      tag,
      summary: 'Begins a verification: sends a code, or gives the question to ask.',
      rate: 'strict',
      params,
      body: z.object({
        method: verificationMethod,
        level: need.exclude(['none']).default('code'),
        contact: z.string().trim().max(120).default(''),
      }),
      response: standing,
      handle: async ({ params: { id }, body, actor, ip }) => {
        const conversation = await served(actor, id)
        const level =
          body.method !== 'sms' && body.method !== 'email' && body.level === 'code' ? 'questions' : body.level
        const wish = { need: level, contact: body.contact, way: body.method, by: by(actor, ip), always: true }
        return begin(deps, conversation, wish)
      },
    }),
    route({
      method: 'POST',
      path: '/api/conversations/:id/verification/answer',
      access: 'conversations.reply',
      tag,
      summary: 'Checks what the customer told the agent: the code, or the answer to the question.',
      rate: 'strict',
      params,
      body: z.object({ answer: z.string().trim().min(1).max(200) }),
      response: standing,
      secret: true,
      handle: async ({ params: { id }, body, actor, ip }) =>
        check(deps, await served(actor, id), { answer: body.answer, by: by(actor, ip) }),
    }),
  ]
}

function settingRoutes(deps: Deps): Route[] {
  const { database, seal } = deps
  const settings = { access: 'verification.manage', tag } as const
  const texts = { access: 'settings.write', tag } as const
  const read = async () => ({
    settings: await readVerificationSettings(database.db),
    ways: await waysOut(deps),
    speaker: { lacking: deps.voice.speaker.lacking(), model: deps.voice.speaker.model },
    actions: deps.actions().map(({ name, title }) => ({ name, title })),
  })
  const readTexts = async () => {
    const { accessKeySecret, ...shown } = await readSmsSettings(database.db, seal)
    return { ...shown, hasSecret: accessKeySecret !== '' }
  }
  return [
    route({
      ...settings,
      method: 'GET',
      path: '/api/verification/settings',
      summary: 'Which business needs which proof, the limits, and by which ways codes can go out now.',
      response: stored,
      handle: read,
    }),
    route({
      ...settings,
      method: 'PUT',
      path: '/api/verification/settings',
      summary: 'Changes which business needs which proof, and the limits.',
      body: verificationSettings,
      response: stored,
      handle: async ({ body, actor, ip }) => {
        await changeVerificationSettings(database, body, by(actor, ip))
        return read()
      },
    }),
    route({
      ...texts,
      method: 'GET',
      path: '/api/verification/sms',
      summary: 'How text messages are sent, without the secret.',
      response: smsView,
      handle: readTexts,
    }),
    route({
      ...texts,
      method: 'PUT',
      path: '/api/verification/sms',
      summary: 'Changes how text messages are sent; an empty secret keeps the stored one.',
      body: smsSettings,
      response: smsView,
      handle: async ({ body, actor, ip }) => {
        const stored = await readSmsSettings(database.db, seal)
        // A secret goes to the address it was given for, never to another one that somebody puts in its place.
        if (!body.accessKeySecret && stored.accessKeySecret && body.url !== stored.url)
          throw new AppError('bad_request', { detail: 'accessKeySecret' })
        await changeSmsSettings(database, seal, body, by(actor, ip))
        return readTexts()
      },
    }),
  ]
}
