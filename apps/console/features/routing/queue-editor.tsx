import { Button, Drawer, Input, InputNumber, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Queue, QueueInput } from '../../../../src/desk/routing/contract.ts'
import { post, put, remove } from '../../api.ts'
import { Field } from '../../components/list/field.tsx'
import { useConfirm } from '../../components/list/use-confirm.tsx'
import { usePreferences } from '../../preferences.ts'
import { TeamChoice } from '../team/team-choice.tsx'
import { QueueHours } from './queue-hours.tsx'
import styles from './routing.module.css'
import { SkillLevels } from './skill-levels.tsx'
import { useRoutingChange } from './use-routing.ts'

const GENERAL = 'general'
const FRESH: QueueInput = {
  ...{
    name: { zh: '', en: '' },
    position: 100,
    takes: { skills: [], tiers: [], tags: [], languages: [], channels: [] },
  },
  ...{ skills: [], teams: [], hours: null, overflow: null, alertAfterSeconds: 180, mode: 'offer', offerSeconds: 30 },
  ...{ night: 'bot-and-urgent', serviceLevel: { share: 0.8, seconds: 20 } },
}
type Props = { queue: Queue | null; queues: Queue[]; onClose: () => void }

/** Everything about a queue: whom it takes, who serves, when, and what happens when nobody answers. */
export function QueueEditor({ queue, queues, onClose }: Props) {
  const { t } = useTranslation(['routing', 'lists', 'shell'])
  const { locale } = usePreferences()
  const ask = useConfirm()
  const [draft, setDraft] = useState<QueueInput>(queue ?? FRESH)
  const [tried, setTried] = useState(false)
  const [odd, setOdd] = useState(false)
  const set = (change: Partial<QueueInput>) => setDraft({ ...draft, ...change })
  const named = draft.name.zh.trim() !== '' && draft.name.en.trim() !== ''
  const save = useRoutingChange(
    (input: QueueInput) =>
      queue
        ? put<Queue>(`/api/routing/queues/${queue.id}`, { ...strip(input), version: queue.version })
        : post<Queue>('/api/routing/queues', strip(input)),
    t('routing:saved'),
    onClose,
  )
  const drop = useRoutingChange(
    () => remove<unknown>(`/api/routing/queues/${queue?.id}`),
    t('routing:queue.removed'),
    onClose,
  )
  const submit = () => {
    setTried(true)
    if (named) save.mutate(draft)
  }
  return (
    <Drawer
      open
      size={560}
      title={queue ? queue.name[locale] : t('routing:queue.new')}
      onClose={onClose}
      footer={
        <div className={styles.foot}>
          {queue && queue.id !== GENERAL && (
            <Button
              danger
              type="text"
              onClick={() =>
                ask(
                  {
                    title: t('routing:queue.removeTitle', { name: queue.name[locale] }),
                    text: t('routing:queue.removeText'),
                    act: t('routing:queue.remove'),
                  },
                  () => drop.mutateAsync(undefined),
                )
              }
            >
              {t('routing:queue.remove')}
            </Button>
          )}
          <Button onClick={onClose}>{t('shell:cancel')}</Button>
          <Button type="primary" disabled={odd} loading={save.isPending} onClick={submit}>
            {t('lists:save')}
          </Button>
        </div>
      }
    >
      <div className={styles.form}>
        <div className={styles.pair}>
          {(['zh', 'en'] as const).map((language) => (
            <Field
              key={language}
              label={t(`routing:queue.called.${language}`)}
              id={`queue-name-${language}`}
              problem={tried && !draft.name[language].trim() ? t('routing:queue.needName') : undefined}
            >
              <Input
                id={`queue-name-${language}`}
                maxLength={40}
                value={draft.name[language]}
                onChange={(event) => set({ name: { ...draft.name, [language]: event.target.value } })}
              />
            </Field>
          ))}
        </div>
        {queue?.id !== GENERAL && <Takes draft={draft} set={set} />}
        <Serving draft={draft} set={set} />
        <ServiceLevel draft={draft} set={set} />
        <Waiting draft={draft} set={set} queues={queues.filter(({ id }) => id !== queue?.id)} />
        <QueueHours
          hours={draft.hours}
          night={draft.night}
          onHours={(hours) => set({ hours })}
          onNight={(night) => set({ night })}
          onProblem={setOdd}
        />
      </div>
    </Drawer>
  )
}

type Part = { draft: QueueInput; set: (change: Partial<QueueInput>) => void }

/** Which conversations come here; what is left empty does not matter. */
function Takes({ draft, set }: Part) {
  const { t } = useTranslation('routing')
  const tags = (name: 'skills' | 'tiers' | 'tags' | 'channels', options: string[]) => (
    <Field label={t(`takes.${name}`)} id={`queue-${name}`}>
      <Select
        id={`queue-${name}`}
        mode="tags"
        value={draft.takes[name]}
        options={options.map((value) => ({ value, label: value }))}
        onChange={(values: string[]) => set({ takes: { ...draft.takes, [name]: values } })}
        placeholder={t('takes.any')}
      />
    </Field>
  )
  return (
    <fieldset className={styles.group}>
      <legend>{t('takes.title')}</legend>
      <div className={styles.pair}>
        {tags('tiers', ['vip', 'gold', 'regular'])}
        {tags('skills', [])}
        {tags('tags', [])}
        {tags('channels', ['web'])}
        <Field label={t('takes.languages')} id="queue-languages">
          <Select
            id="queue-languages"
            mode="multiple"
            value={draft.takes.languages}
            options={(['zh', 'en'] as const).map((value) => ({ value, label: t(`takes.language.${value}`) }))}
            onChange={(languages: QueueInput['takes']['languages']) => set({ takes: { ...draft.takes, languages } })}
            placeholder={t('takes.any')}
          />
        </Field>
        <Field label={t('queue.position')} id="queue-position" hint={t('queue.positionHint')}>
          <InputNumber
            id="queue-position"
            min={0}
            max={1000}
            value={draft.position}
            onChange={(position) => set({ position: position ?? 0 })}
          />
        </Field>
      </div>
    </fieldset>
  )
}

/** Who may serve, and how a conversation comes to him. */
function Serving({ draft, set }: Part) {
  const { t } = useTranslation('routing')
  return (
    <fieldset className={styles.group}>
      <legend>{t('serving.title')}</legend>
      <SkillLevels
        label={t('serving.skills')}
        levels={Object.fromEntries(draft.skills.map(({ skill, level }) => [skill, level]))}
        onChange={(levels) => set({ skills: Object.entries(levels).map(([skill, level]) => ({ skill, level })) })}
      />
      <Field label={t('serving.teams')} id="queue-teams">
        <TeamChoice
          id="queue-teams"
          value={draft.teams}
          onChange={(teams) => set({ teams })}
          placeholder={t('takes.any')}
        />
      </Field>
      <Field label={t('queue.mode')} hint={t(`modeHint.${draft.mode}`)}>
        <Segmented
          value={draft.mode}
          onChange={(mode) => set({ mode })}
          options={(['manual', 'offer', 'auto'] as const).map((value) => ({ value, label: t(`mode.${value}`) }))}
        />
      </Field>
    </fieldset>
  )
}

/** What share is to be answered within how many seconds. */
function ServiceLevel({ draft, set }: Part) {
  const { t } = useTranslation('routing')
  const { serviceLevel } = draft
  return (
    <Field label={t('level.title')} hint={t('level.hint')}>
      <div className={styles.level}>
        <InputNumber
          aria-label={t('level.share')}
          prefix={t('level.share')}
          suffix="%"
          min={50}
          max={99}
          value={Math.round(serviceLevel.share * 100)}
          onChange={(share) => set({ serviceLevel: { ...serviceLevel, share: (share ?? 80) / 100 } })}
        />
        <InputNumber
          aria-label={t('level.within')}
          prefix={t('level.within')}
          suffix={t('secondsUnit')}
          min={5}
          max={86_400}
          value={serviceLevel.seconds}
          onChange={(seconds) => set({ serviceLevel: { ...serviceLevel, seconds: seconds ?? 20 } })}
        />
      </div>
    </Field>
  )
}

/** What happens while nobody answers. */
function Waiting({ draft, set, queues }: Part & { queues: Queue[] }) {
  const { t } = useTranslation('routing')
  const { locale } = usePreferences()
  const seconds = (id: string, value: number, min: number, onChange: (value: number) => void) => (
    <InputNumber
      id={id}
      min={min}
      max={86_400}
      value={value}
      suffix={t('secondsUnit')}
      onChange={(next) => onChange(next ?? min)}
      style={{ width: '100%' }}
    />
  )
  return (
    <fieldset className={styles.group}>
      <legend>{t('waiting.title')}</legend>
      <div className={styles.pair}>
        <Field label={t('queue.alert')} id="queue-alert" hint={t('waiting.alertHint')}>
          {seconds('queue-alert', draft.alertAfterSeconds, 10, (alertAfterSeconds) => set({ alertAfterSeconds }))}
        </Field>
        {draft.mode !== 'auto' && (
          <Field label={t('waiting.offer')} id="queue-offer" hint={t('waiting.offerHint')}>
            {seconds('queue-offer', draft.offerSeconds, 5, (offerSeconds) => set({ offerSeconds }))}
          </Field>
        )}
        <Field label={t('queue.overflow')} id="queue-overflow">
          <Select
            id="queue-overflow"
            allowClear
            placeholder={t('waiting.noOverflow')}
            value={draft.overflow?.queueId ?? null}
            options={queues.map((queue) => ({ value: queue.id, label: queue.name[locale] }))}
            onChange={(queueId?: string) =>
              set({ overflow: queueId ? { queueId, afterSeconds: draft.overflow?.afterSeconds ?? 60 } : null })
            }
          />
        </Field>
        {draft.overflow && (
          <Field label={t('waiting.overflowAfter')} id="queue-overflow-after">
            {seconds('queue-overflow-after', draft.overflow.afterSeconds, 5, (afterSeconds) =>
              set({ overflow: draft.overflow && { ...draft.overflow, afterSeconds } }),
            )}
          </Field>
        )}
      </div>
    </fieldset>
  )
}

/** What is read with a queue but not written. */
function strip(input: QueueInput): QueueInput {
  const { id: _, version: __, updatedAt: ___, ...rest } = input as Queue
  return rest
}
