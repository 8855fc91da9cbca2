import { Alert, Input, Modal, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PhoneTarget } from '../../../../src/voice/bridge/contract.ts'
import { useErrorText } from '../../components/use-error-text.ts'
import { changePreferences } from '../../preferences.ts'
import { useTargets } from '../desk/actions/use-targets.ts'
import styles from './phone.module.css'
import type { PhoneUse } from './phone-provider.tsx'
import { useCallLines } from './use-call-lines.ts'

type Props = { kind: 'transfer' | 'invite'; phone: PhoneUse; name: string; onClose: () => void }
type To = 'person' | 'queue' | 'number'
const NUMBER = /^\+?[\d*#]{2,24}$/

/** Whom the call goes to, or who comes in: a colleague, a queue, a number outside. */
export function CallTargetDialog({ kind, phone, name, onClose }: Props) {
  const { t } = useTranslation('phone')
  const errorText = useErrorText()
  const targets = useTargets(true)
  const [to, setTo] = useState<To>('person')
  const [picked, setPicked] = useState<string | null>(null)
  const [number, setNumber] = useState('')
  const { lines, line } = useCallLines(to === 'number')
  const [note, setNote] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [pending, setPending] = useState(false)
  const options = targets.groups.flatMap(({ options }) => options.filter(({ value }) => value.startsWith(`${to}:`)))
  const target = targetOf(to, picked, { number: number.replace(/[\s-]/g, ''), ...(line && { lineId: line.id }) })
  const submit = async () => {
    if (!target || pending) return
    setPending(true)
    try {
      if (kind === 'transfer') await phone.phone.command({ type: 'transfer', to: target, note: note.trim() })
      else if (target.kind !== 'queue') await phone.phone.command({ type: 'invite', to: target })
      onClose()
    } catch (failed) {
      setError(failed)
      setPending(false)
    }
  }
  const kinds: To[] = kind === 'transfer' ? ['person', 'queue', 'number'] : ['person', 'number']
  return (
    <Modal
      open
      title={t(`target.${kind}`, { name })}
      okText={t(kind)}
      okButtonProps={{ disabled: !target, loading: pending }}
      onOk={() => void submit()}
      onCancel={onClose}
      width={460}
    >
      <div className={styles.fields}>
        {error !== null && <Alert type="error" showIcon title={errorText(error)} />}
        {targets.error && <Alert type="error" showIcon title={errorText(targets.error)} />}
        <Segmented
          block
          aria-label={t('target.kind')}
          value={to}
          onChange={(next) => {
            setTo(next)
            setPicked(null)
          }}
          options={kinds.map((value) => ({ value, label: t(`target.to.${value}`) }))}
        />
        {to === 'number' ? (
          <Input
            aria-label={t('target.number')}
            placeholder={t('target.numberHint')}
            value={number}
            maxLength={30}
            inputMode="tel"
            onChange={(event) => setNumber(event.target.value)}
            onPressEnter={() => void submit()}
          />
        ) : (
          <Select
            aria-label={t(`target.to.${to}`)}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t(`target.pick.${to}`)}
            loading={targets.isPending}
            value={picked}
            onChange={setPicked}
            options={options}
          />
        )}
        {to === 'number' && lines.length > 1 && (
          <Select
            aria-label={t('callOut.chooseLine')}
            value={line?.id ?? null}
            onChange={(callLine) => changePreferences({ callLine })}
            options={lines.map(({ id, name, number: own }) => ({
              value: id,
              label: [name, own].filter(Boolean).join(' '),
            }))}
          />
        )}
        {kind === 'transfer' && to !== 'number' && (
          <Input.TextArea
            aria-label={t('target.note')}
            placeholder={t('target.note')}
            rows={3}
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
        <p className={styles.quiet}>{t(`target.hint.${kind}`)}</p>
      </div>
    </Modal>
  )
}

function targetOf(to: To, picked: string | null, outside: { number: string; lineId?: string }): PhoneTarget | null {
  if (to === 'number') return NUMBER.test(outside.number) ? { kind: 'number', ...outside } : null
  const id = picked?.slice(to.length + 1)
  if (!id) return null
  return to === 'person' ? { kind: 'agent', userId: id } : { kind: 'queue', queueId: id }
}
