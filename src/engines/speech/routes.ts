import { z } from 'zod'
import { hearTrial, speakTrial, speechPlan, speechView } from '#engines/speech/contract.ts'
import type { Speech } from '#engines/speech/open-speech.ts'
import { type Route, route } from '#platform/http/route.ts'

const language = z.enum(['zh', 'yue', 'en'])
const engine = z.object({ id: z.string().max(40) })
/** Twenty seconds of sound in base64. */
const LONGEST_RECORDING = Math.ceil((20 * 32_000 * 4) / 3)

/** Which engines hear and speak, in which order, with which keys, and how they do. */
export function speechRoutes({ speech }: { speech: Speech }): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/speech',
      access: 'settings.write',
      tag: 'settings',
      summary: 'The speech engines in the order in which they are asked, how each does, and what it lacks.',
      response: speechView,
      handle: async () => speech.view(),
    }),
    route({
      method: 'PUT',
      path: '/api/speech/plan',
      access: 'settings.write',
      tag: 'settings',
      summary: 'Change the order in which speech engines are asked, and which are switched off.',
      body: speechPlan,
      response: speechView,
      handle: async ({ body, actor, ip }) => {
        await speech.changePlan(body, { actor: `${actor.kind}:${actor.id}`, ip })
        return speech.view()
      },
    }),
    route({
      method: 'PATCH',
      path: '/api/speech/providers/:id',
      access: 'settings.write',
      tag: 'settings',
      summary: 'Change keys and addresses of a provider of speech; keys are kept encrypted and never told.',
      params: engine,
      body: z.object({ fields: z.record(z.string(), z.string().trim()) }),
      response: speechView,
      handle: async ({ params, body, actor, ip }) => {
        await speech.changeFields(params.id, body.fields, { actor: `${actor.kind}:${actor.id}`, ip })
        return speech.view()
      },
    }),
    route({
      method: 'POST',
      path: '/api/speech/voices/:id/try',
      access: 'settings.write',
      tag: 'settings',
      summary: 'Let one engine speak a sentence.',
      rate: 'strict',
      params: engine,
      body: z.object({
        text: z.string().trim().min(1).max(200),
        language,
        voice: z.string().trim().max(100).default(''),
        speed: z.number().min(0.5).max(2).default(1),
      }),
      response: speakTrial,
      handle: ({ params, body }) => speech.trySpeaking(params.id, body),
    }),
    route({
      method: 'POST',
      path: '/api/speech/recognisers/:id/try',
      access: 'settings.write',
      tag: 'settings',
      summary: 'Let one engine hear a recording (16 kHz, 16 bits, mono, in base64), freely or for phrases.',
      rate: 'strict',
      bodyLimit: LONGEST_RECORDING + 64 * 1024,
      params: engine,
      body: z.object({
        pcm: z.base64().min(1).max(LONGEST_RECORDING),
        language,
        phrases: z.array(z.string().trim().min(1).max(60)).max(200).default([]),
      }),
      response: hearTrial,
      handle: ({ params, body }) => speech.tryHearing(params.id, { ...body, pcm: Buffer.from(body.pcm, 'base64') }),
    }),
  ]
}
