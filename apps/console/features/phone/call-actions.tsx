import {
  AudioMutedOutlined,
  AudioOutlined,
  PauseOutlined,
  PhoneOutlined,
  SwapOutlined,
  UserAddOutlined,
} from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PhoneCall } from '../../../../src/voice/bridge/contract.ts'
import { shownKeys } from '../../commands/keys.ts'
import { useCommands } from '../../commands/registry.ts'
import { CallTargetDialog } from './call-target-dialog.tsx'
import { Keypad } from './keypad.tsx'
import styles from './phone.module.css'
import type { PhoneUse } from './phone-provider.tsx'
import { RecordingButton } from './recording-button.tsx'

/** What can be done in a call; every action has its key or says what it does. */
export function CallActions({ phone, call }: { phone: PhoneUse; call: PhoneCall }) {
  const { t } = useTranslation('phone')
  const [dialog, setDialog] = useState<'transfer' | 'invite' | null>(null)
  const mute = () => phone.run({ type: 'mute', on: !call.muted })
  const hold = () => phone.run({ type: 'hold', on: !call.held })
  const hangUp = () => phone.run({ type: 'hang-up' })
  const group = t('group')
  useCommands([
    { id: 'phone:mute', title: t(call.muted ? 'unmute' : 'mute'), group, keys: 'alt+m', run: mute },
    { id: 'phone:hold', title: t(call.held ? 'resume' : 'hold'), group, keys: 'alt+h', run: hold },
    { id: 'phone:hang-up', title: t('hangUp'), group, keys: 'alt+x', run: hangUp },
  ])
  return (
    <div className={styles.actions}>
      <Act
        title={t(call.muted ? 'unmute' : 'mute')}
        keys="alt+m"
        pressed={call.muted}
        icon={call.muted ? <AudioMutedOutlined aria-hidden /> : <AudioOutlined aria-hidden />}
        run={mute}
      />
      <Act
        title={t(call.held ? 'resume' : 'hold')}
        keys="alt+h"
        pressed={call.held}
        icon={<PauseOutlined aria-hidden />}
        run={hold}
      />
      <Keypad onKey={(key) => phone.run({ type: 'keys', keys: [key] })} />
      <Act title={t('transfer')} icon={<SwapOutlined aria-hidden />} run={() => setDialog('transfer')} />
      <Act title={t('invite')} icon={<UserAddOutlined aria-hidden />} run={() => setDialog('invite')} />
      <RecordingButton conversationId={call.conversationId} />
      <Tooltip title={shownKeys('alt+x').join(' ')}>
        <Button danger type="primary" icon={<PhoneOutlined rotate={225} aria-hidden />} onClick={hangUp}>
          {t('hangUp')}
        </Button>
      </Tooltip>
      {dialog && (
        <CallTargetDialog kind={dialog} phone={phone} name={call.customerName} onClose={() => setDialog(null)} />
      )}
    </div>
  )
}

type ActProps = { title: string; icon: ReactNode; run: () => void; keys?: string; pressed?: boolean }

function Act({ title, icon, run, keys, pressed }: ActProps) {
  return (
    <Tooltip title={keys ? shownKeys(keys).join(' ') : ''}>
      <Button
        type="text"
        icon={icon}
        onClick={run}
        className={pressed ? styles.pressed! : ''}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        {...(keys ? { 'aria-keyshortcuts': keys } : {})}
      >
        {title}
      </Button>
    </Tooltip>
  )
}
