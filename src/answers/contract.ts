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

export const draftInput = z.object({
  language: z.enum(['zh', 'en']),
  /** What customers ask, in their words. */
  questions: z.array(z.string().trim().min(1).max(300)).min(1).max(50),
  /** What the author knows of the answer. */
  notes: z.string().trim().max(8000).default(''),
})
export type DraftInput = z.infer<typeof draftInput>

/** A draft for a person to finish. `doubtful`: figures in it that stand nowhere in the material. */
export const articleText = z.object({
  title: z.string(),
  body: z.string(),
  questions: z.array(z.string()),
  generated: z.boolean(),
  doubtful: z.array(z.string()),
})
export type ArticleText = z.infer<typeof articleText>

/** A message of the conversation by its number, or a text that was not sent yet. */
export const translateInput = z
  .object({
    into: z.enum(['zh', 'en']),
    seq: z.number().int().positive().max(2_147_483_647).optional(),
    text: z.string().trim().min(1).max(4000).optional(),
  })
  .refine(({ seq, text }) => (seq === undefined) !== (text === undefined), 'seq or text')

/** `doubtful`: figures of the translation that the original does not have, to be looked at before it is used. */
export const translation = z.object({ text: z.string(), doubtful: z.array(z.string()) })
export type Translation = z.infer<typeof translation>

/** A conversation in a few sentences; not `generated` where they are the bot's own notes. */
export const summary = z.object({ text: z.string(), generated: z.boolean() })
export type Summary = z.infer<typeof summary>
