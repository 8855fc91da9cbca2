import { z } from 'zod'
import { llmProbe, llmSettings, llmStatus, llmUses } from '#engines/llm/contract.ts'
import type { OpenLlm } from '#engines/llm/open-llm.ts'
import { type Route, route } from '#platform/http/route.ts'

/** How the language model is set up and doing. The key of the endpoint stays in the environment. */
export function llmRoutes({ llm }: { llm: OpenLlm }): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/llm',
      access: 'settings.write',
      tag: 'settings',
      summary: 'Whether a language model is set up, how it does, what it cost, and its settings.',
      response: llmStatus,
      handle: () => llm.status(),
    }),
    route({
      method: 'GET',
      path: '/api/llm/uses',
      access: 'signed-in',
      tag: 'settings',
      summary: 'Whether the language model helps with summaries, drafts and translation now.',
      response: llmUses,
      handle: async () => llm.uses(),
    }),
    route({
      method: 'PUT',
      path: '/api/llm',
      access: 'settings.write',
      tag: 'settings',
      summary: 'Change what the language model is used for, its time limits, daily budget and model.',
      body: llmSettings,
      response: llmStatus,
      handle: async ({ body, actor, ip }) => {
        await llm.change(body, `${actor.kind}:${actor.id}`, ip)
        return llm.status()
      },
    }),
    route({
      method: 'POST',
      path: '/api/llm/test',
      access: 'settings.write',
      tag: 'settings',
      summary: 'Ask the language model for one word and tell how long it took.',
      rate: 'strict',
      body: z.object({}),
      response: llmProbe,
      handle: () => llm.probe(),
    }),
  ]
}
