import { CheckOutlined, MessageOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import type { PhoneState } from '../../../../src/voice/bridge/contract.ts'
import { clockText } from '../../components/clock-text.ts'
import { useNow } from '../../components/use-now.ts'
import styles from './phone.module.css'
import type { PhoneUse } from './phone-provider.tsx'

/** The call is over: so much time to write things up before the next one rings, or as soon as one says so. */
export function AfterCall({ phone, over }: { phone: PhoneUse; over: NonNullable<PhoneState['afterCall']> }) {
  const { t } = useTranslation('phone')
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const now = useNow()
  const here = pathname.endsWith(`/${over.conversationId}`)
  const left = Math.max(0, Date.parse(over.until) - now)
  return (
    <section className={styles.bar} data-state="over" aria-label={t('afterCall')}>
      <div className={styles.row}>
        <div className={styles.who}>
          <strong>{over.customerName}</strong>
          <span className={styles.quiet}>
            {t(`ended.${over.ended}`)} · {clockText(over.seconds * 1000)}
          </span>
          <span className={styles.state} role="status">
            {t('afterCallLeft', { time: clockText(left) })}
          </span>
        </div>
        <div className={styles.actions}>
          {!here && (
            <Button
              type="text"
              icon={<MessageOutlined aria-hidden />}
              onClick={() => void navigate(`/desk/${over.conversationId}`)}
            >
              {t('openConversation')}
            </Button>
          )}
          <Button
            type="primary"
            icon={<CheckOutlined aria-hidden />}
            onClick={() => phone.run({ type: 'ready', on: phone.on })}
          >
            {t(phone.on ? 'wrappedUp' : 'done')}
          </Button>
        </div>
      </div>
    </section>
  )
}
