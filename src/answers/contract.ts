import { z } from 'zod'

/** An action of ours, run like one of the business after the commit of the turn that asks for it. */
export const COMPOSE = 'answers.compose'

/** What a turn asks with. `before` is what the bot said last, for questions that go on from there. */
export const composeInput = z.object({
  text: z.string().min(1).max(4000),
  language: z.enum(['zh', 'en']),
  before: z.string().max(600).default(''),
})
export type ComposeInput = z.infer<typeof composeInput>

/**
 * What the language model made of a question. `answer`: checked text, with `[1]`, `[2]` … pointing to `articles` in
 * order. `start`: the customer wants something done; `input` holds only values that he or the business named.
 */
export const composed = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answer'),
    text: z.string().min(1),
    articles: z.array(z.object({ articleId: z.string(), title: z.string() })).max(8),
  }),
  z.object({ kind: z.literal('start'), action: z.string(), input: z.record(z.string(), z.string()) }),
])
export type Composed = z.infer<typeof composed>

/** Something an answer may rest on; `n` is how the model cites it. Texts are masked. */
export type Source = {
  n: number
  text: string
  article: { articleId: string; title: string } | null
}
