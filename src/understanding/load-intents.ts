import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readYaml, yamlFiles } from '#platform/read-yaml.ts'
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

/** Intents and terms of all packs in a folder. Throws one error that names each bad file and line. */
export function loadIntents(packsDir: string): { intents: IntentExamples[]; terms: Term[] } {
  const intents = new Map<string, IntentExamples>()
  const terms: Term[] = []
  for (const pack of folders(packsDir)) {
    for (const file of yamlFiles(join(packsDir, pack, 'intents'))) {
      const intent = readYaml(file, intentFile)
      if (intents.has(intent.id)) throw new Error(`${file}:1: the intent ${intent.id} exists twice`)
      intents.set(intent.id, intent)
    }
    const list = join(packsDir, pack, 'terms.yaml')
    if (existsSync(list)) terms.push(...readYaml(list, termFile))
  }
  return { intents: [...intents.values()], terms }
}

const folders = (dir: string) =>
  readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()

function isRegExp(source: string): boolean {
  try {
    return new RegExp(source, 'iu') instanceof RegExp
  } catch {
    return false
  }
}
