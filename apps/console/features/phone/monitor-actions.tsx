import { Button, Popconfirm, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { PhoneCall } from '../../../../src/voice/bridge/contract.ts'
import { useTold } from '../../components/list/use-told.tsx'
import styles from './phone.module.css'
import type { PhoneUse } from './phone-provider.tsx'

/** For who hears a call of somebody else: only hear it, speak to the agent alone, or take the call. */
export function MonitorActions({ phone, call }: { phone: PhoneUse; call: PhoneCall }) {
  const { t } = useTranslation('phone')
  const navigate = useNavigate()
  const { failed } = useTold()
  // Whoever takes the customer has his conversation before him.
  const takeOver = () =>
    phone.phone
      .command({ type: 'take-over' })
      .then(() => navigate(`/desk/${call.conversationId}`))
      .catch(failed)
  return (
    <div className={styles.actions}>
      <Segmented
        aria-label={t('monitor.mode')}
        value={call.mode ?? 'listen'}
        onChange={(mode) => phone.run({ type: 'monitor', callId: call.callId, mode })}
        options={[
          { value: 'listen' as const, label: t('monitor.listen') },
          { value: 'whisper' as const, label: t('monitor.whisper') },
        ]}
      />
      <Popconfirm
        title={t('monitor.takeOverAsk')}
        description={t('monitor.takeOverHint')}
        okText={t('monitor.takeOver')}
        cancelText={t('cancel')}
        onConfirm={takeOver}
      >
        <Button>{t('monitor.takeOver')}</Button>
      </Popconfirm>
      <Button onClick={() => phone.run({ type: 'hang-up' })}>{t('monitor.stop')}</Button>
    </div>
  )
}
