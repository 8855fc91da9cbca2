import { Button, InputNumber, Modal, Segmented, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgentProfile, RoutedAgent } from '../../../../src/desk/routing/contract.ts'
import { put } from '../../api.ts'
import { Empty } from '../../components/empty.tsx'
import { Field } from '../../components/list/field.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { RecordTable } from '../../components/list/record-table.tsx'
import { StatusMark } from '../../components/list/status-mark.tsx'
import { Page } from '../../components/page-header.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSkillName } from '../desk/use-skill-name.ts'
import { TeamChoice } from '../team/team-choice.tsx'
import { nameOf } from '../team/use-colleagues.ts'
import { useTeams } from '../team/use-teams.ts'
import { AwayReasons } from './away-reasons.tsx'
import styles from './routing.module.css'
import { RoutingHead } from './routing-head.tsx'
import { SkillLevels } from './skill-levels.tsx'
import { asPages, useAgents, useRoutingChange } from './use-routing.ts'

/** What each agent is good at, whose team he is in, and how much he can hold. */
export function AgentsPage() {
  const { t } = useTranslation('routing')
  const { locale } = usePreferences()
  const agents = useAgents()
  const rows = (agents.data?.items ?? []).map((agent) => ({ ...agent, id: agent.userId }))
  const [open, setOpen] = useState<RoutedAgent | null>(null)
  const [reasons, setReasons] = useState(false)
  const skillName = useSkillName()
  const { names } = useTeams()
  const levels = (agent: RoutedAgent) =>
    Object.entries({ ...Object.fromEntries(agent.skills.map((skill) => [skill, 3])), ...agent.levels })
  return (
    <Page>
      <RoutingHead hint={t('agent.hint')}>
        <Button onClick={() => setReasons(true)}>{t('away.title')}</Button>
      </RoutingHead>
      <ListBody
        pages={asPages(agents)}
        filtered={false}
        onClear={() => undefined}
        empty={<Empty title={t('agent.empty')} />}
      >
        <RecordTable
          label={t('tab.agents')}
          rows={rows}
          onOpen={setOpen}
          columns={[
            {
              key: 'name',
              title: t('agent.name'),
              cell: (agent) => (
                <>
                  <b>{nameOf(agent, locale)}</b>&ensp;
                  {agent.senior && (
                    <StatusMark plain tone="person">
                      {t('agent.seniorMark')}
                    </StatusMark>
                  )}
                </>
              ),
            },
            {
              key: 'skills',
              title: t('serving.skills'),
              cell: (agent) =>
                levels(agent)
                  .map(([skill, level]) => `${skillName(skill)} ${level}`)
                  .join(' · ') || '—',
            },
            { key: 'teams', title: t('serving.teams'), cell: (agent) => names(agent.teams).join(' · ') || '—' },
            {
              key: 'serves',
              title: t('agent.serves'),
              width: 140,
              cell: (agent) => t((agent.serves ?? agent.role === 'agent') ? 'agent.given' : 'agent.pulls'),
            },
            {
              key: 'capacity',
              title: t('agent.capacity'),
              width: 100,
              align: 'right',
              cell: (agent) => agent.capacity,
            },
          ]}
        />
      </ListBody>
      {open && <ProfileEditor key={open.userId} agent={open} onClose={() => setOpen(null)} />}
      {reasons && <AwayReasons onClose={() => setReasons(false)} />}
    </Page>
  )
}

function ProfileEditor({ agent, onClose }: { agent: RoutedAgent; onClose: () => void }) {
  const { t } = useTranslation(['routing', 'lists', 'shell'])
  const { locale } = usePreferences()
  const known = Object.fromEntries(agent.skills.map((skill) => [skill, 3]))
  const [profile, setProfile] = useState<AgentProfile>({
    ...{ levels: { ...known, ...agent.levels }, teams: agent.teams, channels: agent.channels },
    ...{ serves: agent.serves, senior: agent.senior },
  })
  const set = (change: Partial<AgentProfile>) => setProfile({ ...profile, ...change })
  const save = useRoutingChange(
    () => put<AgentProfile>(`/api/routing/agents/${agent.userId}`, profile),
    t('routing:saved'),
    onClose,
  )
  const serves = profile.serves === null ? 'role' : profile.serves ? 'yes' : 'no'
  return (
    <Modal
      open
      width={480}
      title={nameOf(agent, locale)}
      onCancel={onClose}
      footer={
        <div className={styles.foot}>
          <Button onClick={onClose}>{t('shell:cancel')}</Button>
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate(undefined)}>
            {t('lists:save')}
          </Button>
        </div>
      }
    >
      <div className={styles.form}>
        <SkillLevels
          label={t('routing:serving.skills')}
          levels={profile.levels}
          onChange={(levels) => set({ levels })}
        />
        <Field label={t('routing:serving.teams')} id="agent-teams">
          <TeamChoice id="agent-teams" value={profile.teams} onChange={(teams) => set({ teams })} />
        </Field>
        <Field label={t('routing:agent.serves')} hint={t('routing:agent.servesHint')}>
          <Segmented
            value={serves}
            onChange={(value) => set({ serves: value === 'role' ? null : value === 'yes' })}
            options={(['role', 'yes', 'no'] as const).map((value) => ({ value, label: t(`routing:agent.${value}`) }))}
          />
        </Field>
        <Field label={t('routing:agent.senior')} hint={t('routing:agent.seniorHint')} id="agent-senior">
          <Switch id="agent-senior" checked={profile.senior} onChange={(senior) => set({ senior })} />
        </Field>
        <Field
          label={t('routing:agent.channels')}
          hint={t('routing:agent.channelsHint', { count: agent.capacity })}
          id="agent-web"
        >
          <InputNumber
            id="agent-web"
            min={0}
            max={100}
            prefix="web"
            placeholder={t('routing:agent.noBound')}
            value={profile.channels.web ?? null}
            onChange={(web) => {
              const { web: _, ...others } = profile.channels
              set({ channels: web === null ? others : { ...others, web } })
            }}
          />
        </Field>
      </div>
    </Modal>
  )
}
