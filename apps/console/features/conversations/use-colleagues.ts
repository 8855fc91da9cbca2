import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Colleague } from '../../../../src/desk/contract.ts'
import { get, type Page } from '../../api.ts'
import { usePreferences } from '../../preferences.ts'

/** Those who serve customers, and their names in the reader's language. */
export function useColleagues() {
  const { locale } = usePreferences()
  const query = useQuery({
    queryKey: ['desk', 'team-presence'],
    queryFn: ({ signal }) => get<Page<Colleague>>('/api/desk/team-presence', {}, signal),
  })
  return useMemo(() => {
    const colleagues = (query.data?.items ?? []).map((one) => ({
      ...one,
      shown: (locale === 'en' && one.nameEn) || one.name,
    }))
    const names = new Map(colleagues.map(({ id, shown }) => [id, shown]))
    return { query, colleagues, nameOf: (id: string | null): string => (id ? (names.get(id) ?? '') : '') }
  }, [query, locale])
}
