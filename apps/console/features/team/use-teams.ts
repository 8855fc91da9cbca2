import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { Team } from '../../../../src/desk/teams/contract.ts'
import { get, type Page } from '../../api.ts'
import { useSession } from '../../session.tsx'

/** Teams, for choosing one and for naming one by id. */
export function useTeams() {
  const { may } = useSession()
  const query = useQuery({
    queryKey: ['routing', 'teams'],
    queryFn: ({ signal }) => get<Page<Team>>('/api/teams', {}, signal),
    enabled: may('team.read'),
    staleTime: 30_000,
  })
  const teams = query.data?.items
  const options = useMemo(() => (teams ?? []).map(({ id, name }) => ({ value: id, label: name })), [teams])
  /** One that is gone stays unnamed. */
  const names = useCallback(
    (ids: readonly string[]) => (teams ?? []).filter(({ id }) => ids.includes(id)).map(({ name }) => name),
    [teams],
  )
  const teamsOf = useCallback(
    (userId: string) => (teams ?? []).filter(({ memberIds }) => memberIds.includes(userId)).map(({ name }) => name),
    [teams],
  )
  return { query, teams: teams ?? [], options, names, teamsOf }
}
