import { z } from 'zod'
import type { ActionDefinition, ActionOutcome } from '#business/contract.ts'
import type { GraphNode } from '#knowledge/graph/contract.ts'
import { edgesOf, findFaults, findNodes, findOfProduct } from '#knowledge/graph/graph-queries.ts'
import type { Database } from '#platform/db/open.ts'

/** A read that flows may call; the graph is ours. */
export const VIDEOS = 'knowledge.videos'

const input = z.object({
  code: z.string().trim().max(20).nullish(),
  productId: z.string().max(64).nullish(),
  language: z.enum(['zh', 'en']).default('zh'),
})

export const videosAction: ActionDefinition = {
  name: VIDEOS,
  title: { zh: '查询演示视频', en: 'Look up videos' },
  input,
  writes: false,
}

/** `videos` show what is asked: the fault code, or the product where no code is named; `others` show more of the product. */
export async function callVideos({ db }: Database, given: Record<string, unknown>): Promise<ActionOutcome> {
  const asked = input.safeParse(given)
  const { code = null, productId = null, language = 'zh' } = asked.data ?? {}
  if (!code && !productId) return { ok: true, data: { videos: [], others: [] } }
  const shownIn = async (ids: string[]): Promise<GraphNode[]> => {
    const edges = ids.length ? await edgesOf(db, ids) : []
    const ends = edges.filter(({ from, kind }) => kind === 'shown_in' && ids.includes(from)).map(({ to }) => to)
    return findNodes(db, [...new Set(ends)])
  }
  const faults = code ? await findFaults(db, code.toUpperCase(), productId) : []
  const ofCode = await shownIn(faults.map(({ id }) => id))
  const ofProduct = productId ? await shownIn((await findOfProduct(db, productId)).map(({ id }) => id)) : []
  const exact = code ? ofCode : ofProduct
  const told = (nodes: GraphNode[]) =>
    nodes.map((node) => ({ title: (language === 'en' && node.titleEn) || node.title, url: node.data.url ?? '' }))
  const others = ofProduct.filter(({ id }) => !exact.some((one) => one.id === id))
  return { ok: true, data: { videos: told(exact).slice(0, 3), others: told(others).slice(0, 3) } }
}
