import {
  AudioMutedOutlined,
  AudioOutlined,
  MoreOutlined,
  PauseOutlined,
  PhoneOutlined,
  SwapOutlined,
  UserAddOutlined,
} from '@ant-design/icons'
import { Button, Dropdown, Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PhoneCall } from '../../../../src/voice/bridge/contract.ts'
import { shownKeys } from '../../commands/keys.ts'
import { useCommands } from '../../commands/registry.ts'
import { CallButton, usePhoneWidth } from './call-button.tsx'
import { CallTargetDialog } from './call-target-dialog.tsx'
import { Keypad } from './keypad.tsx'
import styles from './phone.module.css'
import type { PhoneUse } from './phone-provider.tsx'
import { RecordingButton } from './recording-button.tsx'

/** What can be done in a call; every action has its key or says what it does. On a phone the rarer ones are in a menu. */
export function CallActions({ phone, call }: { phone: PhoneUse; call: PhoneCall }) {
  const { t } = useTranslation('phone')
  const [dialog, setDialog] = useState<'transfer' | 'invite' | null>(null)
  const narrow = usePhoneWidth()
  const mute = () => phone.run({ type: 'mute', on: !call.muted })
  const hold = () => phone.run({ type: 'hold', on: !call.held })
  const hangUp = () => phone.run({ type: 'hang-up' })
  const group = t('group')
  const others = [
    { kind: 'transfer' as const, icon: <SwapOutlined aria-hidden /> },
    { kind: 'invite' as const, icon: <UserAddOutlined aria-hidden /> },
  ]
  useCommands([
    { id: 'phone:mute', title: t(call.muted ? 'unmute' : 'mute'), group, keys: 'alt+m', run: mute },
    { id: 'phone:hold', title: t(call.held ? 'resume' : 'hold'), group, keys: 'alt+h', run: hold },
    { id: 'phone:hang-up', title: t('hangUp'), group, keys: 'alt+x', run: hangUp },
  ])
  return (
    <div className={styles.actions}>
      <CallButton
        title={t(call.muted ? 'unmute' : 'mute')}
        keys="alt+m"
        hint={shownKeys('alt+m').join(' ')}
        pressed={call.muted}
        icon={call.muted ? <AudioMutedOutlined aria-hidden /> : <AudioOutlined aria-hidden />}
        run={mute}
      />
      <CallButton
        title={t(call.held ? 'resume' : 'hold')}
        keys="alt+h"
        hint={shownKeys('alt+h').join(' ')}
        pressed={call.held}
        icon={<PauseOutlined aria-hidden />}
        run={hold}
      />
      <Keypad onKey={(key) => phone.run({ type: 'keys', keys: [key] })} />
      {!narrow &&
        others.map(({ kind, icon }) => (
          <CallButton key={kind} title={t(kind)} icon={icon} run={() => setDialog(kind)} />
        ))}
      <RecordingButton conversationId={call.conversationId} />
      {narrow && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: others.map(({ kind, icon }) => ({
              key: kind,
              label: t(kind),
              icon,
              onClick: () => setDialog(kind),
            })),
          }}
        >
          <Button type="text" icon={<MoreOutlined aria-hidden />} aria-label={t('more')} />
        </Dropdown>
      )}
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
