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
  order: 'upper-case order number, e.g. HM10001003',
  tracking: 'carrier tracking number, upper case',
  refund: 'upper-case refund number, e.g. RF20004001',
  phone: '11 digits of a mainland mobile, or digits with area code',
  email: 'lower case',
  amount: 'decimal CNY, e.g. 3500.00',
  number: 'decimal, e.g. a quantity or the n of "the second one"',
  ordinal: '1-based position: 第二个 → 2, the last one → -1',
  date: 'ISO date YYYY-MM-DD',
  time: 'HH:MM; a part of the day alone gives its usual hour, 上午 → 09:00',
  date_range: 'YYYY-MM-DD/YYYY-MM-DD',
  address: 'JSON {province?, city?, district?, detail?}',
  person: 'a name as given after 收件人/叫/my name is',
  product: 'product id of the terms list',
  fault_code: 'upper case, e.g. E102',
  tax_number: '15–20 upper-case characters',
  id_card: '18 characters, checksum right',
  bank_card: '13–19 digits, Luhn right',
  url: 'as written',
} as const

/** What a text means. Confidences are 0…1; intents are sorted, best first. */
export const understanding = z.object({
  language,
  /** NFKC, simplified, lower case, spaces squeezed; what models see. */
  normalized: z.string(),
  intents: z.array(z.object({ id: z.string(), confidence: z.number() })),
  entities: z.array(entity),
  sentiment: z.object({ label: z.enum(['positive', 'neutral', 'negative']), score: z.number() }),
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
})
export type Understanding = z.infer<typeof understanding>

/** What the running conversation tells about the next message. */
export type UnderstandingContext = {
  language?: Language
  /** Intents the running step can take (affirm, deny, correction …) get a fair chance even when short. */
  expects?: string[]
  /** Now, for relative dates; the zone is Asia/Shanghai. */
  now: Date
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
