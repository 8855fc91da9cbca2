import { setImmediate as breathe } from 'node:timers/promises'
import { judge } from '#knowledge/search/judge.ts'
import { leaveOneOut } from '#knowledge/search/leave-one-out.ts'
import { type Judgement, type PrecisionPoint, pointAt } from '#knowledge/search/precision.ts'
import type { SearchIndex } from '#knowledge/search-index.ts'

export type Curve = { questions: number; points: PrecisionPoint[] }

/** So many questions tell the shape; more would only take longer. */
const MOST = 400
/** Between so many, customers are served. */
const AT_A_TIME = 5
const THRESHOLDS = Array.from({ length: 19 }, (_, i) => Math.round((i + 1) * 5) / 100)

/** What each threshold would mean, by asking the base its own questions as if they were not in it. */
export async function computeCurve(index: Pick<SearchIndex, 'imagine' | 'articles'>): Promise<Curve> {
  const pairs = leaveOneOut(index.articles(), MOST)
  const judgements: Judgement[] = []
  for (let i = 0; i < pairs.length; i += AT_A_TIME) {
    judgements.push(...judge(pairs.slice(i, i + AT_A_TIME), index))
    await breathe()
  }
  const questions = pairs.filter(({ articleId }) => articleId !== null).length
  return { questions, points: THRESHOLDS.map((threshold) => pointAt(judgements, threshold)) }
}

/** The curve of the present articles; null while it is computed. Computed once for each state of the base, one at a time. */
export function openCurve(index: Pick<SearchIndex, 'imagine' | 'articles' | 'edition'>): () => Curve | null {
  let known: { edition: number; curve: Curve } | null = null
  let failed: unknown = null
  let computing = false
  const compute = async () => {
    const edition = index.edition()
    try {
      known = { edition, curve: await computeCurve(index) }
    } catch (error) {
      failed = error
    }
    computing = false
  }
  return () => {
    if (failed) {
      const error = failed
      failed = null
      throw error
    }
    if (known?.edition === index.edition()) return known.curve
    if (!computing) {
      computing = true
      void compute()
    }
    return null
  }
}
