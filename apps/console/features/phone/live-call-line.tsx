import { CustomerServiceOutlined, PhoneOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import { useSession } from '../../session.tsx'
import { ListenButton } from './listen-button.tsx'
import { MonitorActions } from './monitor-actions.tsx'
import styles from './phone.module.css'
import { usePhone } from './phone-provider.tsx'
import { RecordingButton } from './recording-button.tsx'
import { isCall, useLiveCall } from './use-live-call.ts'

type Props = {
  conversation: Conversation
  /** Over the page, so that the bar of one's own call cannot be reached. */
  covers?: boolean
}

/** A customer on the line whose call is not on my phone: whether it is recorded, and how to get into it. */
export function LiveCallLine({ conversation, covers = false }: Props) {
  const { t } = useTranslation('phone')
  const { user, may } = useSession()
  const { message } = App.useApp()
  const phone = usePhone()
  const { id, status, assigneeId } = conversation
  const live = useLiveCall(id, isCall(conversation))
  const mine = status === 'human' && assigneeId === user.id
  // Who has just hung up need not be told that the customer is still being asked how it was.
  const { call, afterCall } = phone?.state ?? {}
  const heard = covers && call?.role === 'supervisor'
  if (!live || (call?.conversationId === id && !heard) || afterCall?.conversationId === id) return null
  const own = phone?.state?.ringing.find(({ conversationId }) => conversationId === id)
  const idle = phone && !call
  const turnOn = async () => {
    const microphone = await phone?.phone.turnOn()
    if (microphone && microphone !== 'on') message.error(t(`trouble.${microphone}`))
  }
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
      {phone && call?.conversationId === id ? (
        <MonitorActions phone={phone} call={call} />
      ) : (
        <ListenButton call={live.call} />
      )}
    </div>
  )
}
