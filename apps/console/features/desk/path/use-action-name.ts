import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { get, type Page } from '../../../api.ts'
import { usePreferences } from '../../../preferences.ts'
import { useSession } from '../../../session.tsx'

type Entry = { name: string; title: { zh: string; en: string } }

/** What the business calls an action; the catalogue of the server says it in both languages. */
export function useActionName(): (action: string) => string {
  const { locale } = usePreferences()
  const { may } = useSession()
  const { data } = useQuery({
    queryKey: ['business-actions'],
    queryFn: ({ signal }) => get<Page<Entry>>('/api/business/actions', {}, signal),
    enabled: may('business.read'),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return useCallback(
    (action) => data?.items.find((entry) => entry.name === action)?.title[locale] ?? action,
    [data, locale],
  )
}
