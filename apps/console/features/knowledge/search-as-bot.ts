import type { SearchHit } from '../../../../src/knowledge/contract.ts'
import { get } from '../../api.ts'

/** What the bot finds among the published articles valid now, best first. */
export async function searchAsBot(q: string, language: 'zh' | 'en', signal?: AbortSignal): Promise<SearchHit[]> {
  return (await get<{ items: SearchHit[] }>('/api/knowledge/search', { q, language }, signal)).items
}
