import { Button, Input, Slider, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PolicyRules, PolicyVersion, ReplayAnswer } from '../../../../src/desk/routing/contract.ts'
import { post } from '../../api.ts'
import { Field } from '../../components/list/field.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { NumberField } from './number-field.tsx'
import { PeakFields } from './peak-fields.tsx'
import { PolicyVersions } from './policy-versions.tsx'
import { ReplayResult } from './replay-result.tsx'
import styles from './routing.module.css'
import { RoutingHead } from './routing-head.tsx'
import { usePolicies, useRoutingChange } from './use-routing.ts'

/** What counts how much: tried out on yesterday, then released. */
export function PolicyPage() {
  const { t } = useTranslation('routing')
  const policies = usePolicies()
  const released = policies.data?.items.find(({ status }) => status === 'released')
  return (
    <Page>
      <RoutingHead hint={t('policy.hint')} />
      {policies.isPending && <Loading rows={8} />}
      {policies.isError && <Problem error={policies.error} onRetry={() => void policies.refetch()} />}
      {released && <PolicyEditor key={released.version} released={released} versions={policies.data?.items ?? []} />}
    </Page>
  )
}

function PolicyEditor({ released, versions }: { released: PolicyVersion; versions: PolicyVersion[] }) {
  const { t } = useTranslation('routing')
  const [rules, setRules] = useState<PolicyRules>(released.rules)
  const [note, setNote] = useState('')
  const [tried, setTried] = useState<ReplayAnswer | null>(null)
  const changed = JSON.stringify(rules) !== JSON.stringify(released.rules)
  const set = (next: PolicyRules) => {
    setRules(next)
    setTried(null)
  }
  const replay = useRoutingChange(
    () => post<ReplayAnswer>('/api/routing/replay', { rules }),
    t('policy.replayed'),
    setTried,
  )
  const publish = useRoutingChange(async () => {
    const draft = await post<PolicyVersion>('/api/routing/policies', { rules, note })
    return post<PolicyVersion>(`/api/routing/policies/${draft.version}/release`)
  }, t('policy.released'))
  return (
    <div className={styles.columns}>
      <div className={styles.panel}>
        <UrgencySliders rules={rules} onChange={set} />
        <FitSliders rules={rules} onChange={set} />
        <PeakFields peak={rules.peak} onChange={(peak) => set({ ...rules, peak })} />
      </div>
      <div className={styles.stack}>
        <section className={styles.panel}>
          <h2>{t('policy.tryTitle')}</h2>
          <p className={styles.soft}>{t('policy.tryText')}</p>
          <Input
            aria-label={t('policy.note')}
            placeholder={t('policy.note')}
            maxLength={300}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <div className={styles.foot}>
            {changed && (
              <Button type="text" onClick={() => set(released.rules)}>
                {t('policy.reset')}
              </Button>
            )}
            <Button loading={replay.isPending} onClick={() => replay.mutate(undefined)}>
              {t('policy.replay')}
            </Button>
            <Button
              type="primary"
              disabled={!changed}
              loading={publish.isPending}
              onClick={() => publish.mutate(undefined)}
            >
              {t('policy.release')}
            </Button>
          </div>
          {tried && <ReplayResult answer={tried} />}
        </section>
        <PolicyVersions versions={versions} onTake={(version) => set(version.rules)} />
      </div>
    </div>
  )
}

type Part = { rules: PolicyRules; onChange: (rules: PolicyRules) => void }

function Weight({
  name,
  group,
  value,
  max = 100,
  onChange,
}: {
  name: string
  group: 'urgency' | 'fit'
  value: number
  max?: number
  onChange: (value: number) => void
}) {
  const { t } = useTranslation('routing')
  const isFit = group === 'fit'
  const label = isFit ? t(`fit.${name as 'skill'}`) : t(`urgency.${name as 'vip'}`)
  return (
    <div className={styles.weight}>
      <div>
        <b>{label}</b>
        <small>{isFit ? t(`fitHint.${name as 'skill'}`) : t(`urgencyHint.${name as 'vip'}`)}</small>
      </div>
      <Slider
        min={0}
        max={max}
        step={max > 20 ? 1 : 0.5}
        value={value}
        onChange={onChange}
        ariaLabelForHandle={label}
      />
      <output>{value}</output>
    </div>
  )
}

function UrgencySliders({ rules, onChange }: Part) {
  const { t } = useTranslation('routing')
  const set = (change: Partial<PolicyRules['urgency']>) =>
    onChange({ ...rules, urgency: { ...rules.urgency, ...change } })
  const minutes = Math.ceil(rules.urgentFrom / rules.urgency.ageing)
  return (
    <section className={styles.group}>
      <h2>{t('urgency.title')}</h2>
      <p className={styles.soft}>
        {t('urgency.text', { points: rules.urgentFrom, minutes: rules.ageLimitMinutes, ages: minutes })}
      </p>
      {(['risk', 'emotion', 'vip', 'sla', 'priority'] as const).map((name) => (
        <Weight
          key={name}
          name={name}
          group="urgency"
          value={rules.urgency[name]}
          onChange={(value) => set({ [name]: value })}
        />
      ))}
      <Weight
        name="ageing"
        group="urgency"
        max={20}
        value={rules.urgency.ageing}
        onChange={(value) => set({ ageing: Math.max(0.5, value) })}
      />
      <div className={styles.pair}>
        <NumberField
          label={t('urgency.from')}
          id="urgent-from"
          min={1}
          max={300}
          value={rules.urgentFrom}
          onChange={(urgentFrom) => onChange({ ...rules, urgentFrom })}
        />
        <NumberField
          label={t('urgency.ageLimit')}
          id="age-limit"
          min={1}
          max={120}
          value={rules.ageLimitMinutes}
          onChange={(ageLimitMinutes) => onChange({ ...rules, ageLimitMinutes })}
        />
      </div>
    </section>
  )
}

function FitSliders({ rules, onChange }: Part) {
  const { t } = useTranslation('routing')
  return (
    <section className={styles.group}>
      <h2>{t('fit.title')}</h2>
      <p className={styles.soft}>{t('fit.text')}</p>
      {(['dedicated', 'lastAgent', 'workload', 'skill', 'senior', 'language', 'idle'] as const).map((name) => (
        <Weight
          key={name}
          name={name}
          group="fit"
          value={rules.fit[name]}
          onChange={(value) => onChange({ ...rules, fit: { ...rules.fit, [name]: value } })}
        />
      ))}
      <div className={styles.pair}>
        <NumberField
          label={t('fit.dedicatedWait')}
          id="dedicated-wait"
          min={0}
          max={3600}
          value={rules.dedicatedWaitSeconds}
          onChange={(dedicatedWaitSeconds) => onChange({ ...rules, dedicatedWaitSeconds })}
        />
        <NumberField
          label={t('fit.seniorWait')}
          id="senior-wait"
          min={0}
          max={3600}
          value={rules.seniorWaitSeconds}
          onChange={(seniorWaitSeconds) => onChange({ ...rules, seniorWaitSeconds })}
        />
        <NumberField
          label={t('fit.relax')}
          id="relax-after"
          min={0}
          max={3600}
          value={rules.relaxAfterSeconds}
          onChange={(relaxAfterSeconds) => onChange({ ...rules, relaxAfterSeconds })}
        />
      </div>
      <Field label={t('fit.onShiftOnly')} id="on-shift-only" hint={t('fit.onShiftHint')}>
        <Switch
          id="on-shift-only"
          checked={rules.onShiftOnly}
          onChange={(onShiftOnly) => onChange({ ...rules, onShiftOnly })}
        />
      </Field>
    </section>
  )
}
