import { join } from 'node:path'
import { z } from 'zod'
import { type ArticleInput, articleInput } from '#knowledge/contract.ts'
import { foldersOf, readYaml, yamlFiles } from '#platform/read-yaml.ts'

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

/** Articles of the packs, all inside a folder or those named: one row for each language, the English one named `ID.en` and linked to the Chinese one. */
export function loadArticles(packs: string | readonly string[]): SeedArticle[] {
  const articles = foldersOf(packs)
    .flatMap((folder) => yamlFiles(join(folder, 'articles')))
    .flatMap((file) => readYaml(file, packFile))
    .flatMap(inEachLanguage)
  const ids = new Set<string>()
  for (const { id } of articles) {
    if (ids.has(id)) throw new Error(`The article ${id} exists twice in the packs; begin ids with that of the pack`)
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
