import { useTranslation } from 'react-i18next'
import type { TeamMember } from '../../../../src/team/contract.ts'
import { initials } from '../../components/initials.ts'
import type { Column } from '../../components/list/record-table.tsx'
import { StatusMark, Word } from '../../components/list/status-mark.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { useSkillName } from '../desk/use-skill-name.ts'
import styles from './team.module.css'
import { useAwayReasons } from './use-away-reasons.ts'
import { nameOf } from './use-colleagues.ts'
import { useTeams } from './use-teams.ts'

const TONES = { online: 'good', away: 'person', offline: 'quiet' } as const

export function useMemberColumns(): Column<TeamMember>[] {
  const { words } = useAwayReasons()
  const { t } = useTranslation(['team', 'lists', 'shell'])
  const { user } = useSession()
  const { locale } = usePreferences()
  const skillName = useSkillName()
  const { teamsOf } = useTeams()
  return [
    {
      key: 'name',
      title: t('team:field.name'),
      cell: (member) => (
        <span className={styles.who}>
          <span className={styles.face}>{initials(nameOf(member, locale))}</span>
          <span className={styles.words}>
            <span className={styles.name}>
              {nameOf(member, locale)} {member.id === user.id && <span className={styles.faint}>{t('team:you')}</span>}
            </span>
            <span className={styles.faint}>{member.login}</span>
          </span>
        </span>
      ),
    },
    { key: 'role', title: t('team:field.role'), width: 110, cell: (member) => t(`shell:role.${member.role}`) },
    {
      key: 'presence',
      title: t('team:field.presence'),
      width: 110,
      cell: (member) =>
        member.disabled ? (
          <StatusMark tone="risk">{t('team:disabled')}</StatusMark>
        ) : (
          <span title={words(member.presence.reason)}>
            <StatusMark tone={TONES[member.presence.status]}>{t(`team:presence.${member.presence.status}`)}</StatusMark>
          </span>
        ),
    },
    {
      key: 'skills',
      title: t('team:field.skills'),
      cell: (member) => (
        <span className={styles.skills}>
          {member.skills.map((skill) => (
            <Word key={skill}>{skillName(skill)}</Word>
          ))}
          {member.skills.length === 0 && <span className={styles.faint}>—</span>}
        </span>
      ),
    },
    {
      key: 'teams',
      title: t('team:tab.teams'),
      wideOnly: true,
      cell: (member) => teamsOf(member.id).join(' · ') || <span className={styles.faint}>—</span>,
    },
    {
      key: 'languages',
      title: t('team:field.languages'),
      width: 120,
      wideOnly: true,
      cell: (member) => member.languages.map((language) => t(`lists:${language}`)).join(' · '),
    },
    { key: 'capacity', title: t('team:field.capacity'), width: 90, align: 'right', cell: (member) => member.capacity },
  ]
}
