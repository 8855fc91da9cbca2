import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AlertSettings } from '../../../../src/emotion/alerts/contract.ts'
import { ROLE_PERMISSIONS } from '../../../../src/team/contract.ts'
import { get, put } from '../../api.ts'
import { Field } from '../../components/list/field.tsx'
import { useTold } from '../../components/list/use-told.tsx'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { useColleagues } from '../team/use-colleagues.ts'
import styles from './alerts.module.css'

const KEY = ['alert-settings']
const PATH = '/api/alert-settings'

/** When an alert that nobody claims is passed on, how often, and to whom. */
export function EscalationSettings({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('alerts')
  const query = useQuery({ queryKey: KEY, queryFn: ({ signal }) => get<AlertSettings>(PATH, {}, signal) })
  if (query.data) return <Editor kept={query.data} onClose={onClose} />
  return (
    <Modal open title={t('settings.title')} footer={null} onCancel={onClose}>
      {query.isError ? <Problem error={query.error} onRetry={() => void query.refetch()} /> : <Loading rows={4} />}
    </Modal>
  )
}

function Editor({ kept, onClose }: { kept: AlertSettings; onClose: () => void }) {
  const { t } = useTranslation(['alerts', 'lists', 'shell'])
  const { people } = useColleagues((one) => ROLE_PERMISSIONS[one.role].includes('alerts.act'))
  const { done, failed } = useTold()
  const client = useQueryClient()
  const [draft, setDraft] = useState(kept)
  const set = (change: Partial<AlertSettings>) => setDraft({ ...draft, ...change })
  const save = useMutation({
    retry: false,
    mutationFn: () => put<AlertSettings>(PATH, draft),
    onSuccess: (stored) => {
      client.setQueryData(KEY, stored)
      done(t('alerts:settings.saved'))
      onClose()
    },
    onError: failed,
  })
  return (
    <Modal
      open
      title={t('alerts:settings.title')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('shell:cancel')}</Button>
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
            {t('lists:save')}
          </Button>
        </>
      }
    >
      <div className={styles.settings}>
        <Field label={t('alerts:settings.after')} id="escalate-after">
          <InputNumber
            id="escalate-after"
            min={0.5}
            max={60}
            step={0.5}
            value={draft.escalateAfterSeconds / 60}
            onChange={(minutes) => set({ escalateAfterSeconds: Math.round((minutes ?? 2) * 60) })}
          />
        </Field>
        <Field label={t('alerts:settings.times')} hint={t('alerts:settings.timesHint')} id="escalate-times">
          <InputNumber
            id="escalate-times"
            min={0}
            max={5}
            value={draft.escalations}
            onChange={(escalations) => set({ escalations: escalations ?? 0 })}
          />
        </Field>
        <Field label={t('alerts:settings.to')} hint={t('alerts:settings.toHint')} id="escalate-to">
          <Select
            id="escalate-to"
            mode="multiple"
            placeholder={t('alerts:settings.everyone')}
            showSearch={{ optionFilterProp: 'label' }}
            value={draft.escalateTo}
            options={people}
            onChange={(escalateTo: string[]) => set({ escalateTo })}
          />
        </Field>
      </div>
    </Modal>
  )
}
