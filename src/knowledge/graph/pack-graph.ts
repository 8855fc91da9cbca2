import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { EdgeKind, GraphEdge, GraphNode, NodeKind } from '#knowledge/graph/contract.ts'
import { deleteNodesBy, findNodes, insertEdge, insertNode } from '#knowledge/graph/graph-queries.ts'
import { findArticles } from '#knowledge/queries.ts'
import { loadArticles, type SeedArticle } from '#knowledge/seed.ts'
import type { Tx } from '#platform/db/open.ts'
import { readYaml } from '#platform/read-yaml.ts'

const titled = { zh: z.string().trim().min(1), en: z.string().trim().default('') }
const ids = z.array(z.string().trim().min(1)).default([])
const packGraph = z.strictObject({
  products: z.array(z.strictObject({ id: z.string(), ...titled })).default([]),
  faults: z
    .array(z.strictObject({ product: z.string(), code: z.string(), ...titled, parts: ids, videos: ids }))
    .default([]),
  parts: z.array(z.strictObject({ id: z.string(), ...titled, products: ids })).default([]),
  videos: z
    .array(
      z.strictObject({ id: z.string(), ...titled, url: z.url(), seconds: z.number().int().optional(), products: ids }),
    )
    .default([]),
})

export type PackGraph = { nodes: GraphNode[]; edges: GraphEdge[] }

/** The graph of a pack: what `graph.yaml` says, and what its articles say of products and fault codes. */
export function loadGraph(folder: string): PackGraph {
  const file = join(folder, 'graph.yaml')
  if (!existsSync(file)) return { nodes: [], edges: [] }
  const said = readYaml(file, packGraph)
  const nodes = new Map<string, GraphNode>()
  const edges: GraphEdge[] = []
  const rows: Partial<Record<NodeKind, number>> = {}
  const add = (kind: NodeKind, key: string, ref: string, titles: { zh: string; en: string }, data = {}) => {
    const id = `${kind}:${key}`
    const row = rows[kind] ?? 0
    if (!nodes.has(id)) {
      rows[kind] = row + 1
      nodes.set(id, { id, kind, ref, title: titles.zh, titleEn: titles.en, data, x: COLUMN[kind] * 320, y: row * 96 })
    }
    return id
  }
  const link = (from: string, kind: EdgeKind, to: string) => edges.push({ from, to, kind })
  for (const one of said.products) add('product', one.id, one.id, one)
  for (const { id, products, ...titles } of said.parts) {
    const part = add('part', id, id, titles)
    for (const product of products) link(`product:${product}`, 'needs_part', part)
  }
  for (const { id, products, url, seconds, ...titles } of said.videos) {
    const video = add('video', id, id, titles, { url, ...(seconds && { seconds }) })
    for (const product of products) link(`product:${product}`, 'shown_in', video)
  }
  for (const { product, code, parts, videos, ...titles } of said.faults) {
    const fault = add('fault_code', `${product}:${code}`, code, titles, { code, productId: product })
    link(`product:${product}`, 'has_fault', fault)
    for (const part of parts) link(fault, 'needs_part', `part:${part}`)
    for (const video of videos) link(fault, 'shown_in', `video:${video}`)
  }
  for (const article of loadArticles([folder])) joinArticle(article, nodes, add, link)
  return { nodes: [...nodes.values()], edges: edges.filter(({ from, to }) => nodes.has(from) && nodes.has(to)) }
}

const COLUMN: Record<NodeKind, number> = { product: 0, fault_code: 1, article: 2, video: 3, part: 4 }

function joinArticle(
  { id, input }: SeedArticle,
  nodes: Map<string, GraphNode>,
  add: (kind: NodeKind, key: string, ref: string, titles: { zh: string; en: string }) => string,
  link: (from: string, kind: EdgeKind, to: string) => void,
): void {
  const faults = input.products.flatMap((product) => input.faultCodes.map((code) => `fault_code:${product}:${code}`))
  const known = (faults.length ? faults : input.products.map((product) => `product:${product}`)).filter((from) =>
    nodes.has(from),
  )
  if (!known.length) return
  const node = add('article', id, id, { zh: input.title, en: input.language === 'en' ? input.title : '' })
  for (const from of known) link(from, 'explained_by', node)
}

const ownerOf = (packId: string) => `pack:${packId}`

/** Puts the graph of a pack in place; nodes that somebody edited, and edges that are there, stay as they are. */
export async function putPackGraph(tx: Tx, packId: string, { nodes, edges }: PackGraph): Promise<void> {
  const articles = nodes.filter(({ kind }) => kind === 'article').map(({ ref }) => ref)
  const present = new Set((await findArticles(tx, articles)).map(({ id }) => id))
  const wanted = nodes.filter(({ kind, ref }) => kind !== 'article' || present.has(ref))
  const keep = wanted.map(({ id }) => id)
  await deleteNodesBy(tx, ownerOf(packId), keep)
  const before = new Set((await findNodes(tx, keep)).map(({ id }) => id))
  for (const node of wanted) if (!before.has(node.id)) await insertNode(tx, node, ownerOf(packId))
  for (const edge of edges) if (keep.includes(edge.from) && keep.includes(edge.to)) await insertEdge(tx, edge)
}

export const removePackGraph = (tx: Tx, packId: string): Promise<void> => deleteNodesBy(tx, ownerOf(packId), [])
