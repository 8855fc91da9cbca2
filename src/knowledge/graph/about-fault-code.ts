import type { FaultHelp, GraphNode } from '#knowledge/graph/contract.ts'
import { edgesOf, findFaults, findNodes } from '#knowledge/graph/graph-queries.ts'
import { findArticles } from '#knowledge/queries.ts'
import type { Database } from '#platform/db/open.ts'

/** Live stock of a part; null when the business system does not know or does not answer. Never throws for its faults. */
export type PartStock = (partId: string) => Promise<number | null>
type Asked = { code: string; productId?: string | null; language: 'zh' | 'en' }

/**
 * Manual, video and spare parts with live stock for a fault code. Codes are not unique: without a product, one that
 * several products have brings only the products to choose from. Null for a code that nobody knows.
 */
export async function aboutFaultCode(
  { database, partStock }: { database: Database; partStock: PartStock },
  { code, productId = null, language }: Asked,
): Promise<FaultHelp | null> {
  const { db } = database
  const faults = await findFaults(db, code.toUpperCase(), productId)
  if (!faults.length) return null
  const titleOf = (node: GraphNode) => (language === 'en' && node.titleEn) || node.title
  const edges = await edgesOf(
    db,
    faults.map(({ id }) => id),
  )
  const around = await findNodes(db, [...new Set(edges.flatMap(({ from, to }) => [from, to]))])
  const products = around
    .filter(({ kind }) => kind === 'product')
    .map((node) => ({ id: node.ref, title: titleOf(node) }))
  const [fault] = faults
  if (!fault || faults.length > 1)
    return { code: code.toUpperCase(), product: null, products, meaning: '', articles: [], videos: [], parts: [] }
  const fromFault = new Set(edges.filter(({ from }) => from === fault.id).map(({ to }) => to))
  const mine = around.filter(({ id }) => fromFault.has(id))
  const ofKind = (kind: GraphNode['kind']) => mine.filter((node) => node.kind === kind)
  const stock = await Promise.all(ofKind('part').map(({ ref }) => partStock(ref)))
  return {
    code: code.toUpperCase(),
    product: products.find(({ id }) => id === fault.data.productId) ?? products[0] ?? null,
    products,
    meaning: titleOf(fault),
    articles: await manualOf(database, ofKind('article'), language),
    videos: ofKind('video').map((node) => ({
      title: titleOf(node),
      url: node.data.url ?? '',
      seconds: node.data.seconds ?? null,
    })),
    parts: ofKind('part').map((node, i) => ({ partId: node.ref, title: titleOf(node), stock: stock[i] ?? null })),
  }
}

/** Published ones valid now, in the language asked for or else in the other. */
async function manualOf({ db }: Database, nodes: GraphNode[], language: 'zh' | 'en'): Promise<FaultHelp['articles']> {
  const now = new Date().toISOString()
  const found = await findArticles(
    db,
    nodes.map(({ ref }) => ref),
  )
  const valid = found.filter(
    ({ status, validFrom, validUntil }) =>
      status === 'published' && (!validFrom || validFrom <= now) && (!validUntil || validUntil > now),
  )
  const own = valid.filter((one) => one.language === language)
  return (own.length ? own : valid).map(({ id, title, body }) => ({ id, title, body }))
}
