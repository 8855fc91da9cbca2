import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PhoneCall } from '../../../../src/voice/bridge/contract.ts'
import styles from './phone.module.css'
import type { PhoneUse } from './phone-provider.tsx'

/** Everybody else in the call, once there are more than the customer. */
export function Parties({ phone, call }: { phone: PhoneUse; call: PhoneCall }) {
  const { t } = useTranslation('phone')
  const interesting = call.parties.filter(({ kind, state }) => kind !== 'customer' || state === 'reconnecting')
  if (interesting.length === 0) return null
  const mayDrop = call.role === 'agent'
  return (
    <ul className={styles.parties} aria-label={t('parties')}>
      {interesting.map(({ id, kind, name, state, muted }) => (
        <li key={id} data-state={state}>
          <span className={styles.partyKind}>{t(`party.${kind}`)}</span>
          {name}
          <span className={styles.quiet}>
            {t(`partyState.${state}`)}
            {muted && ` · ${t('partyMuted')}`}
          </span>
          {mayDrop && (kind === 'colleague' || kind === 'number') && (
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('drop', { name })}
              title={t('drop', { name })}
              onClick={() => phone.run({ type: 'drop', partyId: id })}
            />
          )}
        </li>
      ))}
    </ul>
  )
}
