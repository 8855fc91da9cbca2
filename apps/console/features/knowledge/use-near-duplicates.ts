import { useQuery } from '@tanstack/react-query'
import { useSettled } from '../../components/list/use-settled.ts'
import { useThresholdsInForce } from '../knowledge-answering/use-thresholds.ts'
import type { Draft } from './article-draft.ts'
import { searchAsBot } from './search-as-bot.ts'

const ASKED = 4

/** Other published articles that would answer this one's questions: they compete, or say the same twice. */
export function useNearDuplicates(draft: Draft, ownId: string | null) {
  const asked = [
    ...new Set(
      [draft.title, ...draft.questions].map((question) => question.trim()).filter((question) => question.length > 2),
    ),
  ].slice(0, ASKED)
  const { answer, askBack } = useThresholdsInForce()
  const settled = useSettled(asked.join('\n'), 700)
  const query = useQuery({
    queryKey: ['articles', 'near', settled, draft.language, ownId, answer],
    enabled: settled !== '',
    queryFn: async ({ signal }) => {
      const answers = await Promise.all(
        settled
          .split('\n')
          .map(async (question) => ({ question, hits: await searchAsBot(question, draft.language, signal) })),
      )
      const best = new Map<string, { articleId: string; title: string; score: number; asked: string }>()
      for (const { question, hits } of answers) {
        for (const hit of hits) {
          if (hit.articleId === ownId || hit.score < answer || hit.score <= (best.get(hit.articleId)?.score ?? 0))
            continue
          best.set(hit.articleId, { articleId: hit.articleId, title: hit.title, score: hit.score, asked: question })
        }
      }
      return [...best.values()].sort((a, b) => b.score - a.score).slice(0, 3)
    },
  })
  return { found: query.data ?? [], answer, askBack }
}
