import { CustomerServiceOutlined, PhoneOutlined, SoundOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { useSession } from '../../session.tsx'
import styles from './phone.module.css'
import { usePhone } from './phone-provider.tsx'
import { RecordingButton } from './recording-button.tsx'
import { isCall, useLiveCall } from './use-live-call.ts'

/** A customer on the line whose call is not on my phone: whether it is recorded, and how to get into it. */
export function LiveCallLine({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('phone')
  const { user, may } = useSession()
  const { message } = App.useApp()
  const { failed } = useTold()
  const phone = usePhone()
  const { id, status, assigneeId } = conversation
  const live = useLiveCall(id, isCall(conversation))
  const mine = status === 'human' && assigneeId === user.id
  // Who has just hung up need not be told that the customer is still being asked how it was.
  const { call, afterCall } = phone?.state ?? {}
  if (!live || call?.conversationId === id || afterCall?.conversationId === id) return null
  const own = phone?.state?.ringing.find(({ conversationId }) => conversationId === id)
  const idle = phone && !call
  const turnOn = async () => {
    const microphone = await phone?.phone.turnOn()
    if (microphone && microphone !== 'on') message.error(t(`trouble.${microphone}`))
  }
  const listen = () => phone?.phone.monitor(live.call.id, 'listen').catch(failed)
  return (
    <div className={styles.line}>
      <PhoneOutlined aria-hidden />
      <span className={styles.lineWords}>{t(mine && !own ? 'line.mine' : 'line.on')}</span>
      {(mine || may('conversations.assign')) && <RecordingButton conversationId={id} />}
      {own && phone && (
        <Button
          type="primary"
          icon={<PhoneOutlined aria-hidden />}
          onClick={() => phone.run({ type: 'answer', callId: own.callId })}
        >
          {t('answer')}
        </Button>
      )}
      {mine && idle && !own && !phone.on && (
        <Button icon={<CustomerServiceOutlined aria-hidden />} onClick={() => void turnOn()}>
          {t('turnOn')}
        </Button>
      )}
      {!mine && idle && may('calls.monitor') && (
        <Button icon={<SoundOutlined aria-hidden />} onClick={listen}>
          {t('monitor.listen')}
        </Button>
      )}
    </div>
  )
}
