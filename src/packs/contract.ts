import { z } from 'zod'
import type { EventDefinitions } from '#platform/ledger/contract.ts'

const both = z.object({ zh: z.string(), en: z.string() })
export const packId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)

/** The pack every installation has. */
export const BASE = 'base'

/** What is inside a pack, in numbers. Articles and replies count once, whatever their languages. */
export const packContents = z.object({
  intents: z.number().int(),
  examples: z.number().int(),
  flows: z.number().int(),
  actions: z.number().int(),
  articles: z.number().int(),
  terms: z.number().int(),
  replies: z.number().int(),
  scripts: z.number().int(),
  rules: z.number().int(),
})

export const packSummary = z.object({
  id: z.string(),
  title: both,
  description: both,
  /** Version in the folder; null when only the installed copy is left. */
  version: z.number().int().nullable(),
  installedVersion: z.number().int().nullable(),
  installedAt: z.string().nullable(),
  installedBy: z.string().nullable(),
  updateAvailable: z.boolean(),
  /** The widget shows itself as this pack does. */
  shown: z.boolean(),
  /** Cannot be removed. */
  required: z.boolean(),
  contents: packContents,
})
export type PackSummary = z.infer<typeof packSummary>

const kind = z.enum(['article', 'reply', 'term'])
const kept = z.object({ kind, id: z.string(), title: z.string() })
const counts = z.object({ added: z.number().int(), changed: z.number().int(), removed: z.number().int() })

export const packDetail = packSummary.extend({
  /** What the pack brought and people changed since; an update leaves it alone, a removal archives or keeps it. */
  edited: z.array(kept),
  /** What an update would do to articles. */
  changes: counts,
  /** Why it cannot be installed or updated beside those that are; empty when it can. */
  conflicts: z.array(z.string()),
  /** Page where an installed pack can be tried as one of the demo's customers; null without a demo. */
  tryOut: z.string().nullable(),
})
export type PackDetail = z.infer<typeof packDetail>

/** What became of installing, updating or removing. `kept` was edited by people and left alone or archived. */
export const packResult = z.object({
  id: z.string(),
  version: z.number().int(),
  kept: z.array(kept),
})
export type PackResult = z.infer<typeof packResult>

const words = z.string().trim().min(1).max(60)
/** A word of the trade and what customers say for it. Search and understanding read each synonym as the term. */
export const termInput = z.object({
  term: words,
  language: z.enum(['zh', 'en', 'any']).default('any'),
  synonyms: z.array(words).max(60).default([]),
  /** The product it names, so that the bot knows which one is meant. */
  productId: z.string().trim().max(64).nullable().default(null),
})
export type TermInput = z.infer<typeof termInput>
export const termView = z.object({
  id: z.string(),
  term: z.string(),
  language: z.enum(['zh', 'en', 'any']),
  synonyms: z.array(z.string()),
  productId: z.string().nullable(),
  packId: z.string().nullable(),
  updatedBy: z.string(),
  updatedAt: z.string(),
})
export type TermView = z.infer<typeof termView>

/** One thing to say in a situation, for people and for the bot's wording. */
export const script = z.object({
  id: z.string(),
  pack: z.string(),
  title: both,
  /** Emotions it is for; empty for any. */
  emotions: z.array(z.string()),
  /** Kind of customer: `elderly`, `vip`, `new`, `regular`; empty for any. */
  personas: z.array(z.string()),
  text: both,
})
export type Script = z.infer<typeof script>

/** Wording that must not be used (`banned`, with what to say instead), or that must be added (`fixed`). */
export const wordingRule = z.object({
  id: z.string(),
  pack: z.string(),
  kind: z.enum(['banned', 'fixed']),
  /** Banned: a regular expression. Fixed: empty. */
  pattern: z.string(),
  /** Fixed: the sentence. Banned: what to say instead, if anything. */
  text: both.nullable(),
  reason: both.nullable(),
  /** Fixed: added to answers from articles of these categories. */
  categories: z.array(z.string()),
  /** Banned: whether an agent's reply with it is refused, or goes out and is marked for whoever inspects it. */
  severity: z.enum(['refuse', 'mark']),
})
export type WordingRule = z.infer<typeof wordingRule>

/** Where a text breaks a rule; offsets are UTF-16 units. */
export const wordingFinding = z.object({
  rule: z.string(),
  text: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  instead: z.string().nullable(),
  reason: z.string().nullable(),
  severity: z.enum(['refuse', 'mark']),
})
export type WordingFinding = z.infer<typeof wordingFinding>

const compiled = new Map<string, RegExp>()
function patternOf(source: string): RegExp {
  const known = compiled.get(source) ?? new RegExp(source, 'giu')
  compiled.set(source, known)
  return known
}

/** Finds banned wording in a text, first things first; at most 20. Browsers check with it while somebody types. */
export function checkWording(rules: readonly WordingRule[], text: string, language: 'zh' | 'en'): WordingFinding[] {
  const read = text.slice(0, 5000)
  return rules
    .filter((rule) => rule.kind === 'banned')
    .flatMap((rule) =>
      [...read.matchAll(patternOf(rule.pattern))].map((match) => ({
        rule: rule.id,
        text: match[0],
        start: match.index,
        end: match.index + match[0].length,
        instead: rule.text?.[language] ?? null,
        reason: rule.reason?.[language] ?? null,
        severity: rule.severity,
      })),
    )
    .filter((finding) => finding.text !== '')
    .sort((a, b) => a.start - b.start)
    .slice(0, 20)
}

/** Says instead what the rule offers: a whole sentence takes the place of the sentence, a phrase that of the phrase. */
export function replaceWording(text: string, { start, end, instead }: WordingFinding): string {
  if (instead === null) return text
  if (!/[。！？.!?]$/.test(instead)) return text.slice(0, start) + instead + text.slice(end)
  const before = /[^。！？.!?\n]*$/.exec(text.slice(0, start))?.[0].length ?? 0
  const after = /^[^。！？.!?\n]*[。！？.!?]*/.exec(text.slice(end))?.[0].length ?? 0
  return text.slice(0, start - before) + instead + text.slice(end + after)
}

export const packEvents = {
  'pack.changed': {
    payload: z.object({
      packId: z.string(),
      version: z.number(),
      what: z.enum(['installed', 'updated', 'removed', 'shown']),
    }),
    topics: () => ['team'],
  },
  /** Terms were added, changed or removed; every node reads them anew. */
  'terms.changed': { payload: z.object({ count: z.number() }), topics: () => ['team'] },
} satisfies EventDefinitions
