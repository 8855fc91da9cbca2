import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Article } from '#knowledge/contract.ts'
import { loadArticles } from '#knowledge/seed.ts'
import { readYaml } from '#platform/read-yaml.ts'
import { loadIntents } from '#understanding/load-intents.ts'
import { buildTextTools } from '#understanding/text-tools.ts'

const PACKS = join(import.meta.dirname, '../../packs')

const heldOutFile = z.array(
  z.object({
    language: z.enum(['zh', 'en']),
    level: z.enum(['plain', 'hard']),
    text: z.string(),
    article: z.string().optional(),
    intent: z.string().optional(),
  }),
)
export type HeldOut = z.infer<typeof heldOutFile>[number]

/** The knowledge base of a company that has installed one pack, and what may not be answered from it. */
export function packBase(pack: string) {
  const folders = ['base', pack].map((name) => join(PACKS, name))
  const articles = loadArticles(folders).map(({ id, input }) => published(id, input))
  const { intents, terms } = loadIntents(folders)
  const outside = intents.find(({ id }) => id === 'out_of_scope')?.examples ?? { zh: [], en: [] }
  return { articles, outside, tools: buildTextTools(terms) }
}

/** Test questions of the packs, by pack, or those a folder holds instead; nothing may be learned from them. */
export function heldOut(folder: string | null = null): { pack: string; questions: HeldOut[] }[] {
  const found = readdirSync(PACKS)
    .map((pack) => ({ pack, file: folder ? join(folder, `${pack}.yaml`) : join(PACKS, pack, 'held-out.yaml') }))
    .filter(({ file }) => existsSync(file))
    .map(({ pack, file }) => ({ pack, questions: readYaml(file, heldOutFile) }))
  if (folder && !found.length) throw new Error(`${folder} holds no PACK.yaml named like one of the packs`)
  return found
}

/** An article as it stands when it is published; what is not given is empty. */
export const published = (id: string, input: Partial<Article> & { title: string }): Article => ({
  id,
  category: 'bench',
  language: 'zh',
  body: '',
  questions: [],
  products: [],
  faultCodes: [],
  channels: [],
  status: 'published',
  translationOf: null,
  validFrom: null,
  validUntil: null,
  version: 1,
  updatedBy: 'system',
  updatedAt: '',
  publishedAt: null,
  helpful: 0,
  unhelpful: 0,
  ...input,
})
