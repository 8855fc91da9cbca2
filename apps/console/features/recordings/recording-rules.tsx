import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, InputNumber, Modal, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordingSettings } from '../../../../src/voice/recording/contract.ts'
import { get, put } from '../../api.ts'
import { Field } from '../../components/list/field.tsx'
import { useTold } from '../../components/list/use-told.tsx'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import styles from './recordings.module.css'

const KEY = ['recordings', 'rules']

/** How calls are recorded, for how long, and what callers are told before. */
export function RecordingRules({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('recordings')
  const query = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<RecordingSettings>('/api/recording-settings', {}, signal),
  })
  if (query.data) return <RulesForm rules={query.data} onClose={onClose} />
  return (
    <Modal open title={t('rules.title')} onCancel={onClose} footer={null} width={560}>
      {query.isError ? <Problem error={query.error} onRetry={() => query.refetch()} /> : <Loading rows={6} />}
    </Modal>
  )
}

function RulesForm({ rules, onClose }: { rules: RecordingSettings; onClose: () => void }) {
  const { t } = useTranslation(['recordings', 'lists', 'shell'])
  const told = useTold()
  const client = useQueryClient()
  const [draft, setDraft] = useState(rules)
  const saving = useMutation({
    mutationFn: () => put<RecordingSettings>('/api/recording-settings', draft),
    onSuccess: (saved) => {
      client.setQueryData(KEY, saved)
      told.done(t('recordings:rules.saved'))
      onClose()
    },
    onError: told.failed,
  })
  const texts = [draft.notice.zh, draft.notice.en, draft.emotionNotice.zh, draft.emotionNotice.en]
  const notice = (key: 'notice' | 'emotionNotice', language: 'zh' | 'en', label: string) => (
    <Field label={label} id={`${key}-${language}`}>
      <Input.TextArea
        id={`${key}-${language}`}
        autoSize={{ minRows: 2, maxRows: 4 }}
        maxLength={300}
        value={draft[key][language]}
        onChange={(event) => setDraft({ ...draft, [key]: { ...draft[key], [language]: event.target.value } })}
      />
    </Field>
  )
  return (
    <Modal
      open
      width={560}
      title={t('recordings:rules.title')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('shell:cancel')}</Button>
          <Button
            type="primary"
            disabled={texts.some((text) => !text.trim())}
            loading={saving.isPending}
            onClick={() => saving.mutate()}
          >
            {t('lists:save')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <label className={styles.option} htmlFor="rule-on">
          <Switch id="rule-on" checked={draft.on} onChange={(on) => setDraft({ ...draft, on })} />{' '}
          {t('recordings:rules.on')}
        </label>
        <Field label={t('recordings:rules.days')} id="days" hint={t('recordings:rules.daysHint')}>
          <InputNumber
            id="days"
            min={30}
            max={3650}
            value={draft.retentionDays}
            onChange={(days) => setDraft({ ...draft, retentionDays: days ?? 180 })}
          />
        </Field>
        {notice('notice', 'zh', t('recordings:rules.noticeZh'))}
        {notice('notice', 'en', t('recordings:rules.noticeEn'))}
        <label className={styles.option} htmlFor="rule-emotion">
          <Switch id="rule-emotion" checked={draft.emotion} onChange={(emotion) => setDraft({ ...draft, emotion })} />{' '}
          {t('recordings:rules.emotion')}
        </label>
        <p className={styles.quiet}>{t('recordings:rules.emotionHint')}</p>
        {draft.emotion && notice('emotionNotice', 'zh', t('recordings:rules.emotionZh'))}
        {draft.emotion && notice('emotionNotice', 'en', t('recordings:rules.emotionEn'))}
      </div>
    </Modal>
  )
}
