import { Button, Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Team, TeamInput } from '../../../../src/desk/teams/contract.ts'
import { post, put, remove } from '../../api.ts'
import { Field } from '../../components/list/field.tsx'
import { useConfirm } from '../../components/list/use-confirm.tsx'
import forms from '../routing/routing.module.css'
import { useRoutingChange } from '../routing/use-routing.ts'
import styles from './team.module.css'
import { useColleagues } from './use-colleagues.ts'

/** A team: its name, who leads it, and its members, chosen among those who serve customers. */
export function TeamEditor({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const { t } = useTranslation(['team', 'lists', 'shell'])
  const { people } = useColleagues(({ role }) => role !== 'operator')
  const ask = useConfirm()
  const [draft, setDraft] = useState<TeamInput>({
    name: team?.name ?? '',
    leadId: team?.leadId ?? null,
    memberIds: team?.memberIds ?? [],
  })
  const [tried, setTried] = useState(false)
  const set = (change: Partial<TeamInput>) => setDraft({ ...draft, ...change })
  const save = useRoutingChange(
    (input: TeamInput) => (team ? put<Team>(`/api/teams/${team.id}`, input) : post<Team>('/api/teams', input)),
    t('team:saved'),
    onClose,
  )
  const drop = useRoutingChange(() => remove<unknown>(`/api/teams/${team?.id}`), t('team:teams.removed'), onClose)
  const submit = () => {
    setTried(true)
    if (draft.name.trim()) save.mutate(draft)
  }
  const removal = {
    title: t('team:teams.removeTitle', { name: team?.name }),
    text: t('team:teams.removeText'),
    act: t('team:teams.remove'),
  }
  return (
    <Drawer
      open
      size={480}
      title={team ? team.name : t('team:teams.new')}
      onClose={onClose}
      footer={
        <div className={styles.foot}>
          {team && (
            <Button danger type="text" onClick={() => ask(removal, () => drop.mutateAsync(undefined))}>
              {t('team:teams.remove')}
            </Button>
          )}
          <span className={styles.spring} />
          <Button onClick={onClose}>{t('shell:cancel')}</Button>
          <Button type="primary" loading={save.isPending} onClick={submit}>
            {t('lists:save')}
          </Button>
        </div>
      }
    >
      <div className={forms.form}>
        <Field
          label={t('team:teams.name')}
          id="team-name"
          problem={tried && !draft.name.trim() ? t('team:teams.needName') : undefined}
        >
          <Input
            id="team-name"
            autoFocus
            maxLength={40}
            value={draft.name}
            onChange={(event) => set({ name: event.target.value })}
            onPressEnter={submit}
          />
        </Field>
        <Field label={t('team:teams.lead')} id="team-lead" hint={t('team:teams.leadHint')}>
          <Select
            id="team-lead"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={people}
            value={draft.leadId}
            onChange={(leadId?: string) => set({ leadId: leadId ?? null })}
          />
        </Field>
        <Field label={t('team:teams.members')} id="team-members">
          <Select
            id="team-members"
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={people}
            value={draft.memberIds}
            onChange={(memberIds: string[]) => set({ memberIds })}
          />
        </Field>
      </div>
    </Drawer>
  )
}
