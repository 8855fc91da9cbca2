import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber, Modal, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Criterion, qualityCheck, type Scorecard } from '../../../../src/desk/quality/contract.ts'
import { Field } from '../../components/list/field.tsx'
import styles from './quality.module.css'
import { useAct } from './use-quality.ts'

const BY_HAND = 'by-hand'
const LIMIT = 60

/** A score card: its names, criteria with weights, and from which total a conversation has passed. */
export function CardEditor({ card, onClose }: { card: Scorecard | null; onClose: () => void }) {
  const { t } = useTranslation(['quality', 'lists', 'shell'])
  const [name, setName] = useState(card?.name ?? '')
  const [nameEn, setNameEn] = useState(card?.nameEn ?? '')
  const [passMark, setPassMark] = useState(card?.passMark ?? 80)
  const [active, setActive] = useState(card?.active ?? true)
  const [criteria, setCriteria] = useState<Criterion[]>(card?.criteria ?? [])
  const { act, isPending } = useAct(t('quality:settings.saved'), onClose)
  const change = (at: number, part: Partial<Criterion>) =>
    setCriteria(criteria.map((one, i) => (i === at ? { ...one, ...part } : one)))
  const add = () =>
    setCriteria([
      ...criteria,
      { id: freshId(criteria), title: { zh: '', en: '' }, weight: 10, check: null, limit: null },
    ])
  const whole = criteria.reduce((sum, { weight }) => sum + weight, 0)
  const ready = name.trim() && criteria.length > 0 && criteria.every(({ title }) => title.zh.trim() && title.en.trim())
  const save = () =>
    act({
      ...(card
        ? { method: 'put' as const, path: `/api/quality/scorecards/${card.id}` }
        : { method: 'post' as const, path: '/api/quality/scorecards' }),
      body: { name, nameEn, criteria, passMark, active },
    })
  return (
    <Modal
      open
      width={760}
      title={card?.name ?? t('quality:settings.newCard')}
      onCancel={onClose}
      okText={t('lists:save')}
      cancelText={t('shell:cancel')}
      okButtonProps={{ disabled: !ready, loading: isPending }}
      onOk={save}
    >
      <div className={styles.pair}>
        <Field label={t('quality:settings.name')} id="card-name">
          <Input id="card-name" maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={t('quality:settings.nameEn')} id="card-name-en">
          <Input id="card-name-en" maxLength={60} value={nameEn} onChange={(event) => setNameEn(event.target.value)} />
        </Field>
        <Field label={t('quality:settings.passMark')} id="card-mark">
          <InputNumber
            id="card-mark"
            min={1}
            max={100}
            value={passMark}
            onChange={(value) => setPassMark(value ?? 80)}
          />
        </Field>
        <Field label={t('quality:settings.active')} id="card-active">
          <Switch id="card-active" checked={active} onChange={setActive} />
        </Field>
      </div>
      <h3>{t('quality:settings.criteria', { whole })}</h3>
      <ol className={styles.editing}>
        {criteria.map((one, at) => (
          <li key={one.id}>
            <Input
              value={one.title.zh}
              maxLength={120}
              placeholder={t('quality:settings.titleZh')}
              aria-label={t('quality:settings.titleZh')}
              onChange={(event) => change(at, { title: { ...one.title, zh: event.target.value } })}
            />
            <Input
              value={one.title.en}
              maxLength={120}
              placeholder={t('quality:settings.titleEn')}
              aria-label={t('quality:settings.titleEn')}
              onChange={(event) => change(at, { title: { ...one.title, en: event.target.value } })}
            />
            <InputNumber
              value={one.weight}
              min={1}
              max={100}
              aria-label={t('quality:settings.weight')}
              onChange={(weight) => change(at, { weight: weight ?? 1 })}
            />
            <Select
              value={one.check ?? BY_HAND}
              aria-label={t('quality:settings.check')}
              options={[
                { value: BY_HAND, label: t('quality:check.by-hand') },
                ...qualityCheck.options.map((value) => ({ value, label: t(`quality:check.${value}`) })),
              ]}
              onChange={(value) =>
                change(at, {
                  check: value === BY_HAND ? null : qualityCheck.parse(value),
                  limit: value === 'first-response' ? (one.limit ?? LIMIT) : null,
                })
              }
            />
            <InputNumber
              value={one.limit}
              min={5}
              max={3600}
              disabled={one.check !== 'first-response'}
              suffix="s"
              aria-label={t('quality:settings.limit')}
              onChange={(limit) => change(at, { limit: limit ?? LIMIT })}
            />
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t('quality:settings.removeCriterion')}
              onClick={() => setCriteria(criteria.filter((_, i) => i !== at))}
            />
          </li>
        ))}
      </ol>
      <Button icon={<PlusOutlined aria-hidden />} disabled={criteria.length >= 20} onClick={add}>
        {t('quality:settings.addCriterion')}
      </Button>
    </Modal>
  )
}

function freshId(criteria: readonly Criterion[]): string {
  let n = criteria.length + 1
  while (criteria.some(({ id }) => id === `criterion-${n}`)) n++
  return `criterion-${n}`
}
