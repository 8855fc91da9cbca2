import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { Department } from '../../../../src/knowledge/workflow/contract.ts'
import { get } from '../../api.ts'
import { usePreferences } from '../../preferences.ts'

export const departmentsKey = ['departments'] as const

/** The departments that own articles: all of them, as choices, and by id in the reader's language. */
export function useDepartments() {
  const { locale } = usePreferences()
  const query = useQuery({
    queryKey: departmentsKey,
    queryFn: ({ signal }) => get<{ items: Department[] }>('/api/departments', {}, signal),
    staleTime: 60_000,
  })
  const items = query.data?.items
  const options = useMemo(
    () => (items ?? []).map((one) => ({ value: one.id, label: departmentName(one, locale) })),
    [items, locale],
  )
  const nameOf = useCallback(
    (id: string | null) => {
      const found = items?.find((one) => one.id === id)
      return found ? departmentName(found, locale) : ''
    },
    [items, locale],
  )
  return { query, items: items ?? [], options, nameOf }
}

export const departmentName = (one: Pick<Department, 'name' | 'nameEn'>, locale: 'zh' | 'en'): string =>
  locale === 'en' ? one.nameEn || one.name : one.name
