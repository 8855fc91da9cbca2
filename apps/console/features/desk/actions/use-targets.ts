import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Colleague, TransferInput } from '../../../../../src/desk/contract.ts'
import { get } from '../../../api.ts'
import { usePreferences } from '../../../preferences.ts'
import { useSession } from '../../../session.tsx'
import { useQueues } from '../../routing/use-routing.ts'
import { useSkillName } from '../use-skill-name.ts'

type Kind = 'queue' | 'skill' | 'person'

/** Where a chat can be handed on to: queues, skills that somebody has, colleagues, who is there first. */
export function useTargets(enabled: boolean) {
  const { t } = useTranslation('desk')
  const { locale } = usePreferences()
  const { user } = useSession()
  const skillName = useSkillName()
  const queues = useQueues()
  const team = useQuery({
    queryKey: ['desk', 'team-presence'],
    queryFn: ({ signal }) => get<{ items: Colleague[] }>('/api/desk/team-presence', {}, signal),
    enabled,
  })
  const members = team.data?.items ?? []
  const skills = [...new Set(members.flatMap((member) => member.skills))].sort()
  const option = (kind: Kind, id: string, label: string, hint = '') => ({ value: `${kind}:${id}`, label, hint })
  const people = members
    .filter((member) => member.id !== user.id)
    .toSorted((a, b) => rank(a) - rank(b))
    .map((member) => {
      const label = `${(locale === 'en' && member.nameEn) || member.name} · ${t(`presence.${member.presence.status}`)}`
      const serving = t('transfer.serving', { serving: member.serving, capacity: member.capacity })
      return option('person', member.id, label, [serving, ...member.skills.map(skillName)].join(' · '))
    })
  const group = (kind: Kind, options: ReturnType<typeof option>[]) => ({
    label: t(`transfer.group.${kind}`),
    hint: '',
    options,
  })
  const groups = [
    group('person', people),
    group(
      'queue',
      (queues.data?.items ?? []).map(({ id, name }) => option('queue', id, name[locale])),
    ),
    group(
      'skill',
      skills.map((skill) => option('skill', skill, skillName(skill))),
    ),
  ].filter(({ options }) => options.length > 0)
  return { groups, inputOf, isPending: team.isPending, error: team.error ?? queues.error }
}

function inputOf(target: string): Pick<TransferInput, 'toUserId' | 'queueId' | 'skill'> {
  const at = target.indexOf(':')
  const id = target.slice(at + 1)
  switch (target.slice(0, at) as Kind) {
    case 'person':
      return { toUserId: id }
    case 'queue':
      return { queueId: id }
    case 'skill':
      return { skill: id }
  }
}

const rank = (member: Colleague): number => ['online', 'away', 'offline'].indexOf(member.presence.status)
