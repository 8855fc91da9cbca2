import { z } from 'zod'

export const language = z.enum(['zh', 'en'])
export type Language = z.infer<typeof language>

/** Something found in a text. `value` is normalised (see `ENTITY_KINDS`); `start`/`end` are offsets in the original text. */
export const entity = z.object({
  kind: z.string(),
  value: z.string(),
  text: z.string(),
  start: z.number().int(),
  end: z.number().int(),
})
export type Entity = z.infer<typeof entity>

/** Kinds and their normalised form. */
export const ENTITY_KINDS = {
  order: 'upper-case order number of the configured shapes, e.g. HM10001003',
  tracking: 'carrier tracking number, upper case',
  refund: 'upper-case refund number, e.g. RF20004001',
  phone: '11 digits of a mainland mobile, or digits with area code',
  email: 'lower case',
  amount: 'decimal CNY, e.g. 3500.00; other currencies with their code, e.g. 20.00 USD',
  number: 'decimal, e.g. a quantity or the n of "the second one"',
  ordinal: '1-based position: 第二个 → 2, the last one → -1',
  date: 'ISO date YYYY-MM-DD',
  time: 'HH:MM; a part of the day alone gives its usual hour, 上午 → 09:00',
  date_range: 'YYYY-MM-DD/YYYY-MM-DD, also of holidays, months and years',
  address: 'JSON {province?, city?, district?, detail?}',
  person: 'a name as given after 收件人/叫/my name is',
  product: 'product id of the terms list',
  fault_code: 'upper case, e.g. E102',
  tax_number: '15–20 upper-case characters',
  id_card: '18 characters, checksum right',
  bank_card: '13–19 digits, Luhn right',
  url: 'as written',
  plate: 'upper case without spaces, e.g. 京A12345',
  flight: 'upper case, e.g. CA1234',
  train: 'upper case, e.g. G102',
  duration: 'ISO 8601, e.g. P3D, PT2H, PT90M',
  percent: 'decimal, e.g. 15 for 15%',
} as const

/** What a customer wants beside the matter itself; several may hold at once. */
export const NEEDS = [
  'information',
  'action',
  'progress',
  'apology',
  'compensation',
  'urgency',
  'person',
  'reassurance',
  'reason',
  'escalation',
] as const
export const need = z.enum(NEEDS)
export type Need = z.infer<typeof need>

/** The feeling that speaks from a text, with the words it was read from (offsets in the original text where known). */
export const emotion = z.object({
  label: z.enum([
    'anger',
    'anxiety',
    'dissatisfaction',
    'disappointment',
    'sadness',
    'fear',
    'surprise',
    'gratitude',
    'joy',
    'neutral',
  ]),
  level: z.enum(['none', 'low', 'medium', 'high']),
  /** Of the label, 0…1. */
  score: z.number(),
  /** Chance that the text is negative, 0…1. */
  negative: z.number(),
  because: z.array(
    z.object({
      text: z.string(),
      start: z.number().int(),
      end: z.number().int(),
      label: z.string(),
      weight: z.number(),
    }),
  ),
})
export type Emotion = z.infer<typeof emotion>
export const CALM: Emotion = { label: 'neutral', level: 'none', score: 1, negative: 0, because: [] }

/** A typing or hearing error that was mended before reading; offsets in the original text. */
export const correction = z.object({
  from: z.string(),
  to: z.string(),
  start: z.number().int(),
  end: z.number().int(),
})
export type Correction = z.infer<typeof correction>

/** What decided. Only made when asked for: it reads the text once more for every word. */
export const explanation = z.object({
  /** How much the confidence of the best intent falls when the word is left out; the weightiest first. */
  words: z.array(z.object({ text: z.string(), weight: z.number() })),
  /** Keywords and patterns of the listed intents that the text contains. */
  rules: z.array(z.object({ intent: z.string(), kind: z.enum(['keyword', 'pattern']), text: z.string() })),
  /** The example most like the text, 1 when equal. */
  nearest: z.object({ intent: z.string(), text: z.string(), similarity: z.number() }).nullable(),
  corrections: z.array(correction),
  needs: z.array(z.object({ need, text: z.string() })),
})
export type Explanation = z.infer<typeof explanation>

/** What a text means. Confidences are 0…1; intents are sorted, best first. */
export const understanding = z.object({
  language,
  /** Mended, NFKC, simplified, lower case, spaces squeezed, emoji as `{angry}` and the like; what models see. */
  normalized: z.string(),
  intents: z.array(z.object({ id: z.string(), confidence: z.number() })),
  entities: z.array(entity),
  sentiment: z.object({ label: z.enum(['positive', 'neutral', 'negative']), score: z.number() }),
  emotion,
  needs: z.array(need),
  /** 0 clearly ours … 1 clearly not. */
  outOfScope: z.number(),
  /** Ordered parts of a compound request, each with its own intents and entities; one part when it is simple. */
  segments: z.array(
    z.object({
      text: z.string(),
      intents: z.array(z.object({ id: z.string(), confidence: z.number() })),
      entities: z.array(entity),
    }),
  ),
  explanation: explanation.optional(),
})
export type Understanding = z.infer<typeof understanding>

/** What the running conversation tells about the next message. */
export type UnderstandingContext = {
  language?: Language
  /** Intents the running step can take (affirm, deny, correction …) get a fair chance even when short. */
  expects?: string[]
  /** Now, for relative dates; the zone is Asia/Shanghai. */
  now: Date
  /** Asks for `explanation`. */
  explain?: boolean
}

/** One training set: what packs and operators give. */
export type IntentExamples = {
  id: string
  title: { zh: string; en: string }
  examples: { zh: string[]; en: string[] }
  keywords: { zh: string[]; en: string[] }
  patterns: string[]
}
export type Term = { term: string; synonyms: string[]; language: Language | 'any'; productId?: string }

/** The engine: synchronous, pure after it was built, never throws on any string. */
export type Understand = (text: string, context: UnderstandingContext) => Understanding
