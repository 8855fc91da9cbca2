import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type ArticleInput, articleInput } from '#knowledge/contract.ts'
import { putSeed } from '#knowledge/queries.ts'
import type { Database } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { readYaml, yamlFiles } from '#platform/read-yaml.ts'

const words = z.array(z.string().trim().min(1)).default([])
const wording = z.strictObject({ title: z.string().trim().min(1), body: z.string().trim().min(1), questions: words })
const packArticle = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
  category: z.string().min(1),
  zh: wording.optional(),
  en: wording.optional(),
  products: words,
  faultCodes: words,
  channels: words,
  /** Articles worth reading next; the packs keep them for later use. */
  related: words,
})
const packFile = z.array(packArticle)

export type SeedArticle = { id: string; input: ArticleInput }

/** Articles of all packs: one row for each language, the English one named `ID.en` and linked to the Chinese one. */
export function loadArticles(packsDir: string): SeedArticle[] {
  const packs = readdirSync(packsDir).sort()
  const articles = packs
    .flatMap((pack) => yamlFiles(join(packsDir, pack, 'articles')))
    .flatMap((file) => readYaml(file, packFile))
    .flatMap(inEachLanguage)
  const ids = new Set<string>()
  for (const { id } of articles) {
    if (ids.has(id)) throw new Error(`The article ${id} exists twice in ${packsDir}`)
    ids.add(id)
  }
  return articles
}

function inEachLanguage({ id, zh, en, related: _, ...common }: z.infer<typeof packArticle>): SeedArticle[] {
  const found: SeedArticle[] = []
  if (zh) found.push({ id, input: articleInput.parse({ ...common, ...zh, language: 'zh' }) })
  if (en) {
    const translationOf = zh ? id : null
    found.push({
      id: zh ? `${id}.en` : id,
      input: articleInput.parse({ ...common, ...en, language: 'en', translationOf }),
    })
  }
  return found
}

/** Puts the articles into the table; repeating it changes nothing, and what an operator has edited stays his. Returns how many rows changed. */
export async function seedArticles(database: Database, articles: SeedArticle[]): Promise<number> {
  return database.transaction(async (tx) => {
    const changed: string[] = []
    for (const { id, input } of articles) if (await putSeed(tx, id, input, 'system')) changed.push(id)
    const events = changed.map((articleId) => ({
      kind: 'article.changed',
      conversationId: null,
      customerId: null,
      actor: 'system',
      payload: { articleId, version: 1, what: 'published' },
    }))
    await appendEvents(tx, events)
    return changed.length
  })
}
