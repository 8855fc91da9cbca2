import { useQuery } from '@tanstack/react-query'
import { Alert, Input, Modal, Segmented, Select } from 'antd'
import { type ComponentRef, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Colleague } from '../../../../../src/desk/contract.ts'
import { get } from '../../../api.ts'
import { useErrorText } from '../../../components/use-error-text.ts'
import { usePreferences } from '../../../preferences.ts'
import { useSession } from '../../../session.tsx'
import { useSkillName } from '../use-skill-name.ts'
import styles from './actions.module.css'
import type { useActions } from './use-actions.ts'

type Props = { open: boolean; name: string; onCancel: () => void; transfer: ReturnType<typeof useActions>['transfer'] }

/** To a colleague who can take it now, or back into the queue for a skill. The note is what the next one reads first. */
export function TransferDialog({ open, name, onCancel, transfer }: Props) {
  const { t } = useTranslation('desk')
  const { locale } = usePreferences()
  const { user } = useSession()
  const errorText = useErrorText()
  const skillName = useSkillName()
  const [kind, setKind] = useState<'person' | 'skill'>('person')
  const [target, setTarget] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const field = useRef<ComponentRef<typeof Select>>(null)
  const team = useQuery({
    queryKey: ['desk', 'team-presence'],
    queryFn: ({ signal }) => get<{ items: Colleague[] }>('/api/desk/team-presence', {}, signal),
    enabled: open,
  })
  const colleagues = (team.data?.items ?? [])
    .filter((member) => member.id !== user.id)
    .toSorted((a, b) => rank(a) - rank(b))
  const skills = [...new Set((team.data?.items ?? []).flatMap((member) => member.skills))].sort()
  const people = colleagues.map((member) => ({
    value: member.id,
    label: `${(locale === 'en' && member.nameEn) || member.name} · ${t(`presence.${member.presence.status}`)}`,
    hint: [
      t('transfer.serving', { serving: member.serving, capacity: member.capacity }),
      ...member.skills.map(skillName),
    ].join(' · '),
  }))
  const submit = () => {
    if (!target) return
    transfer.mutate({ ...(kind === 'person' ? { toUserId: target } : { skill: target }), note: note.trim() })
  }
  return (
    <Modal
      open={open}
      afterOpenChange={(opened) => opened && field.current?.focus()}
      title={t('transfer.title', { name })}
      okText={t('transfer.submit')}
      okButtonProps={{ disabled: !target, loading: transfer.isPending }}
      onOk={submit}
      onCancel={onCancel}
      width={460}
    >
      <div className={styles.fields}>
        {transfer.isError && <Alert type="error" showIcon title={errorText(transfer.error)} />}
        {team.isError && <Alert type="error" showIcon title={errorText(team.error)} />}
        <Segmented
          block
          value={kind}
          options={[
            { value: 'person', label: t('transfer.person') },
            { value: 'skill', label: t('transfer.skill') },
          ]}
          onChange={(value) => {
            setKind(value as 'person' | 'skill')
            setTarget(null)
          }}
        />
        <Select
          ref={field}
          showSearch={{ optionFilterProp: 'label' }}
          loading={team.isPending}
          value={target}
          onChange={setTarget}
          placeholder={kind === 'person' ? t('transfer.pickPerson') : t('transfer.pickSkill')}
          options={
            kind === 'person' ? people : skills.map((skill) => ({ value: skill, label: skillName(skill), hint: '' }))
          }
          optionRender={(option) => (
            <span className={styles.option}>
              {option.label}
              <small>{option.data.hint}</small>
            </span>
          )}
        />
        <Input.TextArea
          rows={3}
          maxLength={1000}
          value={note}
          placeholder={t('transfer.note')}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Modal>
  )
}

const rank = (member: Colleague): number => ['online', 'away', 'offline'].indexOf(member.presence.status)
