import { z } from 'zod'
import type { Llm } from '#engines/llm/contract.ts'
import { prompt } from '#engines/llm/prompts.ts'
import type { Masker } from '#governance/mask.ts'
import type { SearchHit, SearchKnowledge } from '#knowledge/contract.ts'

const MOST = 3
const rewritten = z.object({ queries: z.array(z.string().trim().min(1).max(200)).min(1).max(8) })

/** What a question finds in other words; nothing when the model does not help in time. Best first. */
export async function searchInOtherWords(
  deps: { llm: Llm; search: SearchKnowledge },
  question: { masked: string; masker: Masker; language: 'zh' | 'en'; channel: string },
  signal: AbortSignal,
): Promise<SearchHit[]> {
  const { masked, masker, language, channel } = question
  const result = await deps.llm.object(
    {
      use: 'rewrite',
      system: prompt('rewrite', language, { most: MOST }),
      messages: [{ role: 'user', text: JSON.stringify({ text: masked }) }],
      maxTokens: 200,
      signal,
    },
    rewritten,
  )
  if (!result.ok) return []
  const best = new Map<string, SearchHit>()
  for (const query of result.value.queries.slice(0, MOST))
    for (const hit of deps.search(masker.restore(query), { language, channel }))
      if (hit.score > (best.get(hit.articleId)?.score ?? 0)) best.set(hit.articleId, hit)
  return [...best.values()].sort((a, b) => b.score - a.score)
}
