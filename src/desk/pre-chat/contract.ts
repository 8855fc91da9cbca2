import { z } from 'zod'

const bilingual = z.object({ zh: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(80) })
const name = z.string().regex(/^[a-z][a-z0-9-]{0,29}$/, 'name')
const choice = z.object({
  value: name,
  label: bilingual,
  /** Who has this skill is looked for when he asks for a person. */
  skill: z.string().trim().min(1).max(40).nullable().default(null),
})

/** The first four are known to us and stand once at most; `text` and `select` are the operator's own. */
export const PRE_CHAT_KINDS = ['name', 'email', 'phone', 'topic', 'text', 'select'] as const
const OWN_KINDS: readonly string[] = ['text', 'select']
export const preChatField = z
  .object({
    /** The key under which the answer is kept. */
    name,
    kind: z.enum(PRE_CHAT_KINDS),
    label: bilingual,
    required: z.boolean(),
    /** For `topic` and `select`. */
    options: z.array(choice).max(20).default([]),
  })
  .refine(({ kind, options }) => (kind === 'topic' || kind === 'select' ? options.length > 0 : true), 'options')
export type PreChatField = z.output<typeof preChatField>

const differ = <T>(of: (field: PreChatField) => T | null) => {
  return (fields: PreChatField[]) => {
    const values = fields.map(of).filter((value) => value !== null)
    return new Set(values).size === values.length
  }
}

/** `person`: before a person serves; `closed`: before the first message outside the hours; `always`: before every first message. */
export const PRE_CHAT_WHEN = ['never', 'person', 'closed', 'always'] as const
/** What customers are asked before they are served. */
export const preChat = z.object({
  when: z.enum(PRE_CHAT_WHEN),
  fields: z
    .array(preChatField)
    .max(8)
    .refine(
      differ(({ name: key }) => key),
      'the same name twice',
    )
    .refine(
      differ(({ kind }) => (OWN_KINDS.includes(kind) ? null : kind)),
      'the same kind twice',
    ),
})
export type PreChat = z.output<typeof preChat>

/** What this customer is to be asked; what is known of him is left out. */
export const preChatAsked = z.object({
  when: z.enum(['first', 'person']),
  fields: z.array(
    z.object({
      name,
      kind: z.enum(PRE_CHAT_KINDS),
      label: bilingual,
      required: z.boolean(),
      options: z.array(z.object({ value: name, label: bilingual })),
    }),
  ),
})
export type PreChatAsked = z.infer<typeof preChatAsked>

/** By name of the field; what is left out was not answered. */
export const preChatAnswers = z
  .record(name, z.string().trim().max(500))
  .refine((all) => Object.keys(all).length <= 8, 'at most 8 answers')
