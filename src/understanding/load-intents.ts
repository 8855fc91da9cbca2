import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { foldersOf, readYaml, yamlFiles } from '#platform/read-yaml.ts'
import type { IntentExamples, Term } from '#understanding/contract.ts'

const words = z.array(z.coerce.string().trim().min(1)).default([])
const both = z.object({ zh: words, en: words }).prefault({})

const intentFile = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/),
  title: z.object({ zh: z.string().min(1), en: z.string().min(1) }),
  examples: both,
  keywords: both,
  patterns: z.array(z.string().refine(isRegExp, 'is not a regular expression')).default([]),
})

const term = z.strictObject({
  term: z.string().trim().min(1),
  synonyms: words,
  language: z.enum(['zh', 'en', 'any']).default('any'),
  productId: z.string().optional(),
})
const termFile = z.union([z.array(term), z.strictObject({ terms: z.array(term) }).transform((file) => file.terms)])

/** `elsewhere.yaml`: what people ask of other trades, by the pack that would answer it. */
const elsewhereFile = z.record(z.string(), both)
const OUT_OF_SCOPE = 'out_of_scope'

/**
 * Intents and terms of the packs: all those inside one folder, or the folders named. Packs that name the same intent
 * add to its examples. Throws one error that names each bad file and line.
 */
export function loadIntents(packs: string | readonly string[]): { intents: IntentExamples[]; terms: Term[] } {
  const folders = foldersOf(packs)
  const installed = new Set(folders.map((folder) => basename(folder)))
  const intents = new Map<string, { intent: IntentExamples; folder: string }>()
  const terms: Term[] = []
  for (const folder of folders) {
    for (const file of yamlFiles(join(folder, 'intents'))) {
      const intent = readYaml(file, intentFile)
      const known = intents.get(intent.id)
      if (!known) intents.set(intent.id, { intent, folder })
      else if (known.folder === folder) throw new Error(`${file}:1: the intent ${intent.id} exists twice`)
      else known.intent = merged(known.intent, intent, `${file}:1: the intent ${intent.id}`, known.folder)
    }
    terms.push(...loadTerms(folder))
  }
  const outside = intents.get(OUT_OF_SCOPE)
  if (outside) for (const folder of folders) outside.intent = withElsewhere(outside.intent, folder, installed)
  return { intents: [...intents.values()].map(({ intent }) => intent), terms }
}

/** The terms of one pack. */
export function loadTerms(folder: string): Term[] {
  const list = join(folder, 'terms.yaml')
  return existsSync(list) ? readYaml(list, termFile) : []
}

function merged(one: IntentExamples, other: IntentExamples, what: string, folder: string): IntentExamples {
  if (one.title.zh !== other.title.zh || one.title.en !== other.title.en) {
    throw new Error(`${what} is also in the pack ${basename(folder)} under another title; rename one of them`)
  }
  const join = (a: string[], b: string[]) => [...new Set([...a, ...b])]
  return {
    ...one,
    examples: { zh: join(one.examples.zh, other.examples.zh), en: join(one.examples.en, other.examples.en) },
    keywords: { zh: join(one.keywords.zh, other.keywords.zh), en: join(one.keywords.en, other.keywords.en) },
    patterns: join(one.patterns, other.patterns),
  }
}

/** What belongs to a trade whose pack is not installed is out of scope. */
function withElsewhere(intent: IntentExamples, folder: string, installed: Set<string>): IntentExamples {
  const file = join(folder, 'elsewhere.yaml')
  if (!existsSync(file)) return intent
  const absent = Object.entries(readYaml(file, elsewhereFile)).filter(([pack]) => !installed.has(pack))
  const more = (language: 'zh' | 'en') => absent.flatMap(([, examples]) => examples[language])
  return {
    ...intent,
    examples: { zh: [...intent.examples.zh, ...more('zh')], en: [...intent.examples.en, ...more('en')] },
  }
}

function isRegExp(source: string): boolean {
  try {
    return new RegExp(source, 'iu') instanceof RegExp
  } catch {
    return false
  }
}
