import { z } from 'zod'
import { articleText, draftInput, summary, translateInput, translation } from '#answers/contract.ts'
import { draftArticle } from '#answers/draft-article.ts'
import { summarise } from '#answers/summarise.ts'
import { translate } from '#answers/translate.ts'
import { mayRead } from '#conversations/access.ts'
import type { Conversations } from '#conversations/change.ts'
import type { Llm } from '#engines/llm/contract.ts'
import type { SearchKnowledge } from '#knowledge/contract.ts'
import { AppError } from '#platform/errors.ts'
import { type Route, route } from '#platform/http/route.ts'

/** Texts drafted for people at work. All of them work without a language model, only plainer. */
export function answerRoutes(deps: { llm: Llm; search: SearchKnowledge; conversations: Conversations }): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/knowledge/draft-text',
      access: 'knowledge.write',
      tag: 'knowledge',
      summary: 'Draft an article from questions and notes; a form to fill when no language model helps.',
      rate: 'strict',
      body: draftInput,
      response: articleText,
      handle: ({ body }) => draftArticle(deps, body),
    }),
    route({
      method: 'POST',
      path: '/api/conversations/:id/summary',
      access: 'conversations.read',
      tag: 'conversations',
      summary: 'Summarise a conversation in a few sentences for whoever takes over.',
      params: z.object({ id: z.string().min(1).max(64) }),
      body: z.object({ language: z.enum(['zh', 'en']) }),
      response: summary,
      handle: async ({ params, body, actor }) => {
        const conversation = await mayRead(deps.conversations, actor, params.id)
        if (!conversation) throw new AppError('not_found')
        const messages = await deps.conversations.messages(params.id, { limit: 200, internal: true })
        const { handOver, subject, customerName } = conversation
        return summarise(deps.llm, { messages, handOver, subject, names: [customerName] }, body.language)
      },
    }),
    route({
      method: 'POST',
      path: '/api/conversations/:id/translate',
      access: 'conversations.read',
      tag: 'conversations',
      summary: 'A message of the conversation, or a reply before it is sent, in the other language.',
      rate: 'messages',
      params: z.object({ id: z.string().min(1).max(64) }),
      body: translateInput,
      response: translation,
      handle: async ({ params, body, actor }) => {
        const conversation = await mayRead(deps.conversations, actor, params.id)
        if (!conversation) throw new AppError('not_found')
        const text = body.text ?? (await textOf(deps.conversations, params.id, body.seq!))
        return translate(deps.llm, { text, names: [conversation.customerName] }, body.into)
      },
    }),
  ]
}

/** The words of one message. Throws not_found for one that is not there or has none. */
async function textOf(conversations: Conversations, id: string, seq: number): Promise<string> {
  const [message] = await conversations.messages(id, { after: seq - 1, limit: 1, internal: true })
  const texts = message?.seq === seq ? message.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])) : []
  if (texts.length === 0) throw new AppError('not_found')
  return texts.join('\n')
}
