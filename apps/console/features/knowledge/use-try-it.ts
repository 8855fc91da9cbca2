import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSettled } from '../../components/list/use-settled.ts'
import { usePreferences } from '../../preferences.ts'
import { useThresholdsInForce } from '../knowledge-answering/use-thresholds.ts'
import { searchAsBot } from './search-as-bot.ts'

/** What the bot finds for a question, and from which score it would use it. */
export function useTryIt() {
  const { locale } = usePreferences()
  const inForce = useThresholdsInForce()
  const [text, setText] = useState('')
  const [language, setLanguage] = useState<'zh' | 'en'>(locale)
  const question = useSettled(text.trim(), 300)
  const query = useQuery({
    // Under the articles' key: an article published in this tab renews the answer.
    queryKey: ['articles', 'try', question, language],
    queryFn: ({ signal }) => searchAsBot(question, language, signal),
    enabled: question !== '',
    placeholderData: keepPreviousData,
  })
  return {
    text,
    setText,
    language,
    setLanguage,
    asked: question !== '',
    hits: query.data,
    ...inForce,
    isPending: query.isPending,
    isError: query.isError,
    error: query.error,
    retry: () => void query.refetch(),
  }
}
export type Tried = ReturnType<typeof useTryIt>
