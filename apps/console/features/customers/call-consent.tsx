import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input, Modal, Segmented } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallConsent as Consent } from '../../../../src/outbound/contract.ts'
import { formatDay } from '../../../kit/format.ts'
import { get, put } from '../../api.ts'
import { Field } from '../../components/list/field.tsx'
import { StatusMark } from '../../components/list/status-mark.tsx'
import { useTold } from '../../components/list/use-told.tsx'
import { usePreferences } from '../../preferences.ts'
import styles from './customers.module.css'

const keyOf = (customerId: string) => ['call-consent', customerId]

/** Whether a customer agreed to be called without having asked, and whether his number must not be called at all. */
export function CallConsent({ customerId, readOnly }: { customerId: string; readOnly: boolean }) {
  const { t } = useTranslation('customers')
  const { locale } = usePreferences()
  const [noting, setNoting] = useState(false)
  const query = useQuery({
    queryKey: keyOf(customerId),
    queryFn: ({ signal }) => get<Consent>(`/api/customers/${encodeURIComponent(customerId)}/call-consent`, {}, signal),
  })
  const consent = query.data
  if (!consent) return null
  const word = consent.given === null ? 'unknown' : consent.given ? 'given' : 'refused'
  return (
    <section className={styles.panel}>
      <h2>{t('calls.title')}</h2>
      <div className={styles.setting}>
        <div>
          {t(`calls.${word}`)}
          <div className={styles.under}>
            {consent.at ? `${formatDay(consent.at, locale)} · ${consent.evidence}` : t('calls.unknownHint')}
          </div>
        </div>
        {!readOnly && (
          <Button size="small" onClick={() => setNoting(true)}>
            {t('calls.note')}
          </Button>
        )}
      </div>
      {consent.doNotCall && <StatusMark tone="risk">{t('calls.stopped')}</StatusMark>}
      {noting && <NoteConsent customerId={customerId} consent={consent} onClose={() => setNoting(false)} />}
    </section>
  )
}

type NoteProps = { customerId: string; consent: Consent; onClose: () => void }
function NoteConsent({ customerId, consent, onClose }: NoteProps) {
  const { t } = useTranslation(['customers', 'lists', 'shell'])
  const id = useId()
  const told = useTold()
  const client = useQueryClient()
  const [given, setGiven] = useState(consent.given ?? true)
  const [evidence, setEvidence] = useState('')
  const [doNotCall, setDoNotCall] = useState(false)
  const noting = useMutation({
    mutationFn: () =>
      put<Consent>(`/api/customers/${encodeURIComponent(customerId)}/call-consent`, {
        ...{ given, evidence, doNotCall: !given && doNotCall },
      }),
    onSuccess: (now) => {
      client.setQueryData(keyOf(customerId), now)
      told.done(t('customers:calls.noted'))
      onClose()
    },
    onError: told.failed,
  })
  return (
    <Modal
      open
      title={t('customers:calls.title')}
      okText={t('lists:save')}
      cancelText={t('shell:cancel')}
      okButtonProps={{ disabled: !evidence.trim(), loading: noting.isPending }}
      onOk={() => noting.mutate()}
      onCancel={onClose}
    >
      <div className={styles.form}>
        <Field label={t('customers:calls.answer')}>
          <Segmented
            value={given}
            onChange={setGiven}
            options={[
              { value: true, label: t('customers:calls.agrees') },
              { value: false, label: t('customers:calls.refuses') },
            ]}
          />
        </Field>
        <Field label={t('customers:calls.evidence')} id={id} hint={t('customers:calls.evidenceHint')}>
          <Input id={id} maxLength={300} value={evidence} onChange={(event) => setEvidence(event.target.value)} />
        </Field>
        {!given && !consent.doNotCall && (
          <Checkbox checked={doNotCall} onChange={(event) => setDoNotCall(event.target.checked)}>
            {t('customers:calls.stop')}
          </Checkbox>
        )}
      </div>
    </Modal>
  )
}
