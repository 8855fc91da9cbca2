import { z } from 'zod'
import { type Route, route } from '#platform/http/route.ts'
import { language, type Understand, understanding } from '#understanding/contract.ts'

/** Lets an operator see how a sentence is read. The text travels in the body: it may hold what belongs in no address. */
export function understandingRoutes({ understand }: { understand: Understand }): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/understanding/try',
      access: 'models.read',
      tag: 'models',
      summary: 'How a text is understood, with the words, rules and example that decided.',
      body: z.object({
        text: z.string().max(4000),
        language: language.optional().describe('of the conversation, for a text without letters'),
        expects: z.array(z.string().max(64)).max(20).optional().describe('intents that the running step waits for'),
      }),
      response: understanding,
      handle: async ({ body: { text, ...context } }) =>
        understand(text, { ...context, now: new Date(), explain: true }),
    }),
  ]
}
