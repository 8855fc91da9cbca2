import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, InputNumber, Switch } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type VerificationSettings, verificationSettings, type Ways } from '../../../../src/verification/contract.ts'
import { get, put } from '../../api.ts'
import { Field } from '../../components/list/field.tsx'
import { useLeaveGuard } from '../../components/list/use-leave-guard.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { useSession } from '../../session.tsx'
import { type KnownAction, NeedRows } from './need-rows.tsx'
import { SmsForm } from './sms-form.tsx'
import styles from './verification.module.css'

const KEY = ['verification', 'settings']
const PATH = '/api/verification/settings'
type Speaker = { lacking: 'not-installed' | 'no-model' | null; model: string }
type Stored = { settings: VerificationSettings; ways: Ways; actions: KnownAction[]; speaker: Speaker }

/** Which business needs which proof, the limits, and how text messages go out. */
export default function VerificationPage() {
  const { t } = useTranslation('verification')
  const query = useQuery({ queryKey: KEY, queryFn: ({ signal }) => get<Stored>(PATH, {}, signal) })
  return (
    <Page>
      {query.isPending && <PageHeader title={t('title')} hint={t('hint')} />}
      {query.isPending && <Loading rows={8} />}
      {query.isError && !query.data && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data && <Editor stored={query.data} />}
    </Page>
  )
}

const LIMITS = [
  ['codeMinutes', 1, 30],
  ['resendSeconds', 30, 600],
  ['failures', 1, 10],
  ['lockMinutes', 1, 1440],
  ['proofMinutes', 1, 480],
  ['codesPerHour', 1, 50],
] as const

function Editor({ stored }: { stored: Stored }) {
  const { t } = useTranslation(['verification', 'lists'])
  const { may } = useSession()
  const { done, failed } = useTold()
  const client = useQueryClient()
  const [draft, setDraft] = useState(stored.settings)
  const leaving = useRef(false)
  const changed = JSON.stringify(draft) !== JSON.stringify(stored.settings)
  useLeaveGuard(changed, leaving)
  const set = (change: Partial<VerificationSettings>) => setDraft({ ...draft, ...change })
  const save = useMutation({
    mutationFn: () => put<Stored>(PATH, draft),
    onSuccess: (answer) => {
      client.setQueryData(KEY, answer)
      setDraft(answer.settings)
      done(t('verification:saved'))
    },
    onError: failed,
  })
  const valid = verificationSettings.safeParse(draft).success
  return (
    <>
      <PageHeader title={t('verification:title')} hint={t('verification:hint')}>
        <Button type="primary" disabled={!changed || !valid} loading={save.isPending} onClick={() => save.mutate()}>
          {t('lists:save')}
        </Button>
      </PageHeader>
      <div className={styles.page}>
        <WaysTold ways={stored.ways} />
        <section className={styles.card} aria-label={t('verification:needs.title')}>
          <Toggle label={t('verification:on')} checked={draft.on} onChange={(on) => set({ on })} />
          <h2>{t('verification:needs.title')}</h2>
          <p className={styles.hint}>{t('verification:needs.hint')}</p>
          <NeedRows actions={stored.actions} rows={draft.needs} onChange={(needs) => set({ needs })} />
          <Toggle
            label={t('verification:numberCounts')}
            checked={draft.numberCounts}
            onChange={(numberCounts) => set({ numberCounts })}
          />
          <Toggle
            label={t('verification:strangers')}
            checked={draft.strangersByQuestions}
            onChange={(strangersByQuestions) => set({ strangersByQuestions })}
          />
        </section>
        <VoiceSettings draft={draft} speaker={stored.speaker} onChange={set} />
        <section className={styles.card} aria-label={t('verification:limits.title')}>
          <h2>{t('verification:limits.title')}</h2>
          <div className={styles.limits}>
            {LIMITS.map(([name, min, max]) => (
              <Field key={name} id={`limit-${name}`} label={t(`verification:limits.${name}`)}>
                <InputNumber
                  id={`limit-${name}`}
                  min={min}
                  max={max}
                  precision={0}
                  value={draft[name]}
                  onChange={(value) => set({ [name]: value ?? draft[name] })}
                />
              </Field>
            ))}
          </div>
        </section>
        {may('settings.write') && <SmsForm onSaved={() => void client.invalidateQueries({ queryKey: KEY })} />}
      </div>
    </>
  )
}

type ToggleProps = { label: string; checked: boolean; onChange: (on: boolean) => void }
function Toggle({ label, checked, onChange }: ToggleProps) {
  return (
    <span className={styles.unknown}>
      <Switch size="small" checked={checked} onChange={onChange} aria-label={label} />
      <span aria-hidden>{label}</span>
    </span>
  )
}

type VoiceProps = {
  draft: VerificationSettings
  speaker: Speaker
  onChange: (change: Partial<VerificationSettings>) => void
}

function VoiceSettings({ draft, speaker, onChange }: VoiceProps) {
  const { t } = useTranslation('verification')
  return (
    <section className={styles.card} aria-label={t('voice.title')}>
      <h2>{t('voice.title')}</h2>
      <p className={styles.hint}>
        {speaker.lacking ? t(`voice.lacking.${speaker.lacking}`) : t('voice.ready', { model: speaker.model })}
      </p>
      <Toggle label={t('voice.on')} checked={draft.voiceprint} onChange={(voiceprint) => onChange({ voiceprint })} />
      <Field id="voiceprint-threshold" label={t('voice.threshold')}>
        <InputNumber
          id="voiceprint-threshold"
          min={0.3}
          max={0.95}
          step={0.05}
          value={draft.voiceprintThreshold}
          onChange={(value) => onChange({ voiceprintThreshold: value ?? draft.voiceprintThreshold })}
        />
      </Field>
    </section>
  )
}

/** Says plainly by which ways codes can go out, and what is missing. */
function WaysTold({ ways }: { ways: Ways }) {
  const { t } = useTranslation('verification')
  const none = !ways.sms && !ways.email
  return (
    <Alert
      type={none ? 'warning' : 'info'}
      showIcon
      title={none ? t('ways.none') : t('ways.some', { list: waysList(ways, t('method.sms'), t('method.email')) })}
      {...(none ? { description: t('ways.how') } : {})}
    />
  )
}

const waysList = (ways: Ways, sms: string, email: string) =>
  [...(ways.sms ? [sms] : []), ...(ways.email ? [email] : [])].join('、')
