import { Alert, Button, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import type { Standing, VerificationMethod, VerificationView } from '../../../../src/verification/contract.ts'
import { formatTime } from '../../../kit/format.ts'
import { usePreferences } from '../../preferences.ts'
import { useVerifying } from './use-verification.ts'
import styles from './verification.module.css'
import { VoiceprintBox } from './voiceprint-box.tsx'

type Props = { conversation: Conversation; view: VerificationView; onClose: () => void }

/** Begins a verification and takes what the customer says; its result stands here at once. */
export function VerifyDialog({ conversation, view, onClose }: Props) {
  const { t } = useTranslation('verification')
  const { standing, begin, answer } = useVerifying(conversation.id)
  const [given, setGiven] = useState('')
  const waits = standing !== null && ['sent', 'question', 'wrong', 'wait'].includes(standing.state)
  const proven = standing?.state === 'proven' || (standing !== null && view.proof !== null && !view.open)
  return (
    <Modal
      open
      title={t('dialog.title', { name: conversation.customerName })}
      footer={null}
      onCancel={onClose}
      width={480}
    >
      <div className={styles.dialog}>
        {standing && <Told standing={standing} proven={proven} />}
        {!waits && !proven && <Choice view={view} busy={begin.isPending} onBegin={(wish) => begin.mutate(wish)} />}
        {waits && !proven && (
          <form
            className={styles.answer}
            onSubmit={(event) => {
              event.preventDefault()
              answer.mutate(given.trim())
              setGiven('')
            }}
          >
            <label htmlFor="verify-answer">
              {standing.method === 'questions' || standing.method === 'voiceprint'
                ? t('dialog.answer')
                : t('dialog.code')}
            </label>
            <Input
              id="verify-answer"
              autoFocus
              autoComplete="off"
              maxLength={60}
              value={given}
              onChange={(event) => setGiven(event.target.value)}
            />
            <Button type="primary" htmlType="submit" disabled={!given.trim()} loading={answer.isPending}>
              {t('dialog.check')}
            </Button>
          </form>
        )}
        <VoiceprintBox conversation={conversation} view={view} />
        <History view={view} />
      </div>
    </Modal>
  )
}

/** What the server said, in a sentence that tells the agent what to do. */
function Told({ standing, proven }: { standing: Standing; proven: boolean }) {
  const { t, i18n } = useTranslation('verification')
  const state = proven ? 'proven' : standing.state
  const good = ['proven', 'sent', 'question', 'wait'].includes(state)
  const question = standing.question?.[i18n.language.startsWith('zh') ? 'zh' : 'en']
  return (
    <Alert
      type={state === 'proven' ? 'success' : good ? 'info' : 'warning'}
      showIcon
      role="status"
      title={t(`state.${state}` as 'state.sent', { to: standing.hint, wait: standing.wait, left: standing.left })}
      {...(question && state !== 'proven' ? { description: question } : {})}
    />
  )
}

type ChoiceProps = {
  view: VerificationView
  busy: boolean
  onBegin: (wish: { method: VerificationMethod; contact: string }) => void
}

function Choice({ view, busy, onBegin }: ChoiceProps) {
  const { t } = useTranslation('verification')
  const [form] = Form.useForm<{ method: VerificationMethod; contact: string }>()
  if (view.methods.length === 0) return <Alert type="info" showIcon title={t('dialog.none')} />
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ method: view.methods[0], contact: '' }}
      onFinish={({ method, contact }) => onBegin({ method, contact: contact ?? '' })}
    >
      <Form.Item name="method" label={t('dialog.how')}>
        <Radio.Group options={view.methods.map((value) => ({ value, label: t(`method.${value}`) }))} />
      </Form.Item>
      {view.needsContact && (
        <Form.Item
          name="contact"
          label={t('dialog.contact')}
          extra={t('dialog.contactHint')}
          rules={[{ required: true, message: t('dialog.contactMissing') }]}
        >
          <Input maxLength={120} autoComplete="off" />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('dialog.begin')}
      </Button>
    </Form>
  )
}

function History({ view }: { view: VerificationView }) {
  const { t } = useTranslation('verification')
  const { locale } = usePreferences()
  if (view.history.length === 0) return null
  return (
    <div>
      <h3 className={styles.small}>{t('dialog.history')}</h3>
      <ul className={styles.history}>
        {view.history.map((one) => (
          <li key={one.at}>
            <time dateTime={one.at}>{formatTime(one.at, locale)}</time>
            <span>
              {t(`method.${one.method}`)} {one.hint}
            </span>
            <span>{t(`ended.${one.state}` as 'ended.passed')}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
