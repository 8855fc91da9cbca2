import type { ArticleContent } from '#knowledge/workflow/contract.ts'
import type { Tx } from '#platform/db/open.ts'

export type PackRow = { id: string; content: ArticleContent; status: string; version: number }

/** Rows of these ids, locked, so that nobody edits them meanwhile. */
export async function lockArticles(tx: Tx, ids: string[]): Promise<Map<string, PackRow>> {
  const found = new Map<string, PackRow>()
  for (const part of inParts(ids)) {
    const rows = await tx.selectFrom('articles').selectAll().where('id', 'in', part).orderBy('id').forUpdate().execute()
    for (const row of rows) {
      const content = {
        category: row.category,
        language: row.language,
        title: row.title,
        body: row.body,
        questions: row.questions,
        products: row.products,
        faultCodes: row.fault_codes,
        channels: row.channels,
        translationOf: row.translation_of,
        validFrom: row.valid_from?.toISOString() ?? null,
        validUntil: row.valid_until?.toISOString() ?? null,
        departmentId: row.department_id,
      } as ArticleContent
      found.set(row.id, { id: row.id, content, status: row.status, version: row.version })
    }
  }
  return found
}

export async function insertPublished(tx: Tx, articles: { id: string; content: ArticleContent }[], by: string) {
  const now = new Date()
  for (const part of inParts(articles)) {
    const rows = part.map(({ id, content }) => ({
      ...columns(content),
      id,
      department_id: content.departmentId,
      status: 'published',
      updated_by: by,
      edited_by: by,
      published_at: now,
    }))
    await tx.insertInto('articles').values(rows).execute()
    await keepVersions(tx, part, by, now, () => 1)
  }
}

export async function replacePublished(tx: Tx, articles: { id: string; content: ArticleContent }[], by: string) {
  const now = new Date()
  for (const { id, content } of articles) {
    await tx
      .updateTable('articles')
      .set((eb) => ({
        ...columns(content),
        version: eb('version', '+', 1),
        updated_by: by,
        edited_by: by,
        updated_at: now,
        published_at: now,
      }))
      .where('id', '=', id)
      .execute()
  }
  for (const part of inParts(articles)) {
    const last = await tx
      .selectFrom('article_versions')
      .select(['article_id', (eb) => eb.fn.max('number').as('number')])
      .where(
        'article_id',
        'in',
        part.map(({ id }) => id),
      )
      .groupBy('article_id')
      .execute()
    const numbers = new Map(last.map((row) => [row.article_id, row.number]))
    await keepVersions(tx, part, by, now, (id) => (numbers.get(id) ?? 0) + 1)
  }
}

export async function archiveAll(tx: Tx, ids: string[], by: string): Promise<void> {
  for (const part of inParts(ids)) {
    await tx
      .updateTable('articles')
      .set((eb) => ({ status: 'archived', version: eb('version', '+', 1), updated_by: by, updated_at: new Date() }))
      .where('id', 'in', part)
      .execute()
  }
}

export async function deleteAll(tx: Tx, ids: string[]): Promise<void> {
  for (const part of inParts(ids)) await tx.deleteFrom('articles').where('id', 'in', part).execute()
}

const columns = (content: ArticleContent) => ({
  category: content.category,
  language: content.language,
  title: content.title,
  body: content.body,
  questions: JSON.stringify(content.questions),
  products: JSON.stringify(content.products),
  fault_codes: JSON.stringify(content.faultCodes),
  channels: JSON.stringify(content.channels),
  translation_of: content.translationOf,
  valid_from: content.validFrom,
  valid_until: content.validUntil,
})

async function keepVersions(
  tx: Tx,
  articles: { id: string; content: ArticleContent }[],
  by: string,
  at: Date,
  number: (id: string) => number,
): Promise<void> {
  const rows = articles.map(({ id, content }) => ({
    article_id: id,
    number: number(id),
    content: JSON.stringify(content),
    author: by,
    at,
    note: '',
    origin: 'saved',
    published_at: at,
  }))
  await tx.insertInto('article_versions').values(rows).execute()
}

/** A statement has room for so many rows. */
function inParts<T>(items: T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / 100) }, (_, at) => items.slice(at * 100, at * 100 + 100))
}
