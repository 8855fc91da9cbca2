import { Button, Input, InputNumber, Modal, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type SamplingRule, type Scorecard, samplingRuleInput } from '../../../../src/desk/quality/contract.ts'
import { Field } from '../../components/list/field.tsx'
import { usePreferences } from '../../preferences.ts'
import { useQueues } from '../routing/use-routing.ts'
import { useColleagues } from '../team/use-colleagues.ts'
import styles from './quality.module.css'
import { useAct, useChannels } from './use-quality.ts'

type Props = { rule: SamplingRule | null; cards: readonly Scorecard[]; onClose: () => void }
const TRIGGERS = samplingRuleInput.shape.trigger.options

/** Which conversations are taken for inspection, how many of them, by which card. */
export function RuleEditor({ rule, cards, onClose }: Props) {
  const { t } = useTranslation(['quality', 'lists', 'shell'])
  const { locale } = usePreferences()
  const { options } = useColleagues()
  const [name, setName] = useState(rule?.name ?? '')
  const [nameEn, setNameEn] = useState(rule?.nameEn ?? '')
  const [scorecardId, setCard] = useState(rule?.scorecardId ?? cards[0]?.id ?? '')
  const [trigger, setTrigger] = useState<SamplingRule['trigger']>(rule?.trigger ?? 'any')
  const [share, setShare] = useState(rule?.share ?? 10)
  const [agentId, setAgent] = useState(rule?.agentId ?? null)
  const [channel, setChannel] = useState(rule?.channel ?? null)
  const [queueId, setQueue] = useState(rule?.queueId ?? null)
  const queues = useQueues()
  const channels = useChannels()
  const [active, setActive] = useState(rule?.active ?? true)
  const saved = useAct(t('quality:settings.saved'), onClose)
  const removed = useAct(t('quality:settings.removed'), onClose)
  const save = () =>
    saved.act({
      ...(rule
        ? { method: 'put' as const, path: `/api/quality/sampling-rules/${rule.id}` }
        : { method: 'post' as const, path: '/api/quality/sampling-rules' }),
      body: { name, nameEn, scorecardId, trigger, share, agentId, channel, queueId, active },
    })
  return (
    <Modal
      open
      width={460}
      title={(rule && ((locale === 'en' && rule.nameEn) || rule.name)) ?? t('quality:settings.newRule')}
      onCancel={onClose}
      footer={
        <div className={styles.acts}>
          {rule && (
            <Button
              danger
              type="text"
              loading={removed.isPending}
              onClick={() => removed.act({ method: 'remove', path: `/api/quality/sampling-rules/${rule.id}` })}
            >
              {t('quality:settings.remove')}
            </Button>
          )}
          <Button onClick={onClose}>{t('shell:cancel')}</Button>
          <Button type="primary" disabled={!name.trim() || !scorecardId} loading={saved.isPending} onClick={save}>
            {t('lists:save')}
          </Button>
        </div>
      }
    >
      <div className={styles.form}>
        <Field label={t('quality:settings.name')} id="rule-name">
          <Input id="rule-name" maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={t('quality:settings.nameEn')} id="rule-name-en">
          <Input id="rule-name-en" maxLength={60} value={nameEn} onChange={(event) => setNameEn(event.target.value)} />
        </Field>
        <Field label={t('quality:settings.trigger')} id="rule-trigger">
          <Select
            id="rule-trigger"
            value={trigger}
            onChange={setTrigger}
            options={TRIGGERS.map((value) => ({ value, label: t(`quality:trigger.${value}`) }))}
          />
        </Field>
        <Field label={t('quality:settings.share')} id="rule-share">
          <InputNumber
            id="rule-share"
            min={1}
            max={100}
            suffix="%"
            value={share}
            onChange={(value) => setShare(value ?? 10)}
          />
        </Field>
        <Field label={t('quality:settings.agent')} id="rule-agent">
          <Select
            id="rule-agent"
            allowClear
            placeholder={t('quality:settings.everybody')}
            value={agentId}
            options={options}
            onChange={(value: string | null | undefined) => setAgent(value ?? null)}
          />
        </Field>
        <div className={styles.pair}>
          <Field label={t('quality:settings.channel')} id="rule-channel">
            <Select
              id="rule-channel"
              allowClear
              placeholder={t('quality:settings.anyChannel')}
              value={channel}
              options={channels.data?.items.map(({ id, title }) => ({ value: id, label: title[locale] })) ?? []}
              onChange={(value: string | null | undefined) => setChannel(value ?? null)}
            />
          </Field>
          <Field label={t('quality:settings.queue')} id="rule-queue">
            <Select
              id="rule-queue"
              allowClear
              placeholder={t('quality:settings.anyQueue')}
              value={queueId}
              options={(queues.data?.items ?? []).map(({ id, name: called }) => ({ value: id, label: called[locale] }))}
              onChange={(value: string | null | undefined) => setQueue(value ?? null)}
            />
          </Field>
        </div>
        <Field label={t('quality:settings.card')} id="rule-card">
          <Select
            id="rule-card"
            value={scorecardId}
            onChange={setCard}
            options={cards.map((one) => ({ value: one.id, label: (locale === 'en' && one.nameEn) || one.name }))}
          />
        </Field>
        <Field label={t('quality:settings.active')} id="rule-active">
          <Switch id="rule-active" checked={active} onChange={setActive} />
        </Field>
      </div>
    </Modal>
  )
}
