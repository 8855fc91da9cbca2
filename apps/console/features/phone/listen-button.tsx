import { SoundOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Call } from '../../../../src/voice/contract.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { useSession } from '../../session.tsx'
import styles from './phone.module.css'
import { usePhone } from './phone-provider.tsx'

/** Wherever a supervisor sees a call that a colleague has: hears it. What else he can do stands where the call is then. */
export function ListenButton({ call: { id, agentId, endedAt } }: { call: Pick<Call, 'id' | 'agentId' | 'endedAt'> }) {
  const { t } = useTranslation('phone')
  const { user, may } = useSession()
  const { failed } = useTold()
  const phone = usePhone()
  if (!phone || !may('calls.monitor') || endedAt || !agentId || agentId === user.id) return null
  const own = phone.state?.call
  if (own) return own.callId === id ? <span className={styles.quiet}>{t('stage.supervisor')}</span> : null
  return (
    <Button icon={<SoundOutlined aria-hidden />} onClick={() => void phone.phone.monitor(id, 'listen').catch(failed)}>
      {t('monitor.listen')}
    </Button>
  )
}
