import { useQuery } from '@tanstack/react-query'
import { get, type Page } from '../../api.ts'
import { usePreferences } from '../../preferences.ts'
import type { FlowSummary } from '../flows/flow-types.ts'

/** What a choice can be about: the tasks of the assistant, and what it is about already. */
export function useTopics(current: string | null): { value: string; label: string }[] {
  const { locale } = usePreferences()
  const query = useQuery({
    queryKey: ['flows'],
    queryFn: ({ signal }) => get<Page<FlowSummary>>('/api/flows', {}, signal),
  })
  const known = (query.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title[locale] }))
  const lost = current && !known.some(({ value }) => value === current)
  return lost ? [...known, { value: current, label: current }] : known
}
