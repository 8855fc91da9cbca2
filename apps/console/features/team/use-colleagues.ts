import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { TeamMember } from '../../../../src/team/contract.ts'
import { get, type Page } from '../../api.ts'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'

const anyone = () => true

/** Everybody of the team, for choosing a person and for naming one by id; `people` are those who qualify. */
export function useColleagues(qualifies: (one: TeamMember) => boolean = anyone) {
  const { may } = useSession()
  const { locale } = usePreferences()
  const query = useQuery({
    queryKey: ['team', 'all'],
    queryFn: ({ signal }) => loadAll(signal),
    enabled: may('team.read'),
    staleTime: 60_000,
  })
  const people = query.data
  const options = useMemo(
    () => (people ?? []).filter((one) => !one.disabled).map((one) => ({ value: one.id, label: nameOf(one, locale) })),
    [people, locale],
  )
  const name = useCallback(
    (id: string) => {
      const found = people?.find((one) => one.id === id)
      return found ? nameOf(found, locale) : null
    },
    [people, locale],
  )
  const skills = useMemo(() => [...new Set((people ?? []).flatMap((one) => one.skills))].sort(), [people])
  const qualified = new Set((people ?? []).filter(qualifies).map(({ id }) => id))
  return { options, name, skills, people: options.filter(({ value }) => qualified.has(value)) }
}

export const nameOf = (one: Pick<TeamMember, 'name' | 'nameEn'>, locale: 'zh' | 'en'): string =>
  locale === 'en' ? one.nameEn || one.name : one.name

async function loadAll(signal: AbortSignal): Promise<TeamMember[]> {
  const found: TeamMember[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Page<TeamMember> = await get<Page<TeamMember>>('/api/users', { limit: 100, cursor }, signal)
    found.push(...page.items)
    cursor = page.nextCursor
  }
  return found
}
