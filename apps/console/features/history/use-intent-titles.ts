import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get, type Page } from '../../api.ts'

type Intent = { id: string; title: { zh: string; en: string } }

/** Names of the intents in the reader's language. */
export function useIntentTitles() {
  const { i18n } = useTranslation()
  const language = i18n.language.startsWith('zh') ? 'zh' : 'en'
  const query = useQuery({ queryKey: ['intents', 'titles'], queryFn: ({ signal }) => loadAll(signal) })
  const titles = new Map((query.data ?? []).map((intent) => [intent.id, intent.title[language]]))
  return {
    titleOf: (id: string) => titles.get(id) ?? id,
    options: [...titles].map(([value, label]) => ({ value, label })),
  }
}

async function loadAll(signal: AbortSignal): Promise<Intent[]> {
  const found: Intent[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Page<Intent> = await get<Page<Intent>>('/api/intents', { limit: 100, cursor }, signal)
    found.push(...page.items)
    cursor = page.nextCursor
  }
  return found
}
