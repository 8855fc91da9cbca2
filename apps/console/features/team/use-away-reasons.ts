import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { type AwayReason, CONNECTION_LOST } from '../../../../src/desk/contract.ts'
import { get, type Page } from '../../api.ts'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'

/** What people may be away for; `words` says a reason in the reader's language, nothing for one that says nothing. */
export function useAwayReasons() {
  const { may } = useSession()
  const { locale } = usePreferences()
  const query = useQuery({
    queryKey: ['routing', 'away-reasons'],
    queryFn: ({ signal }) => get<Page<AwayReason>>('/api/desk/away-reasons', {}, signal),
    enabled: may('team.read'),
    staleTime: 60_000,
  })
  const list = query.data?.items
  const words = useCallback(
    (reason: string) =>
      reason === CONNECTION_LOST ? '' : (list?.find(({ id }) => id === reason)?.name[locale] ?? reason),
    [list, locale],
  )
  return { list: list ?? [], words, isPending: query.isPending }
}
