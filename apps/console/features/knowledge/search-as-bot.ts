import { ANSWER_THRESHOLD, ASK_BACK_THRESHOLD, type SearchHit } from '../../../../src/knowledge/contract.ts'
import { get } from '../../api.ts'

/** What the bot finds among the published articles valid now, and from which score it answers or asks back. */
export async function searchAsBot(q: string, language: 'zh' | 'en', signal?: AbortSignal) {
  const { items } = await get<{ items: SearchHit[] }>('/api/knowledge/search', { q, language }, signal)
  return { hits: items, answer: ANSWER_THRESHOLD, askBack: ASK_BACK_THRESHOLD }
}
