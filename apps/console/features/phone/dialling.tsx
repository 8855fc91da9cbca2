import { PhoneOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PhoneState } from '../../../../src/voice/bridge/contract.ts'
import { clockText } from '../../components/clock-text.ts'
import { useNow } from '../../components/use-now.ts'
import styles from './phone.module.css'
import type { PhoneUse } from './phone-provider.tsx'

/** A customer is rung: who, for how long, and the way out of it. */
export function Dialling({ phone, to }: { phone: PhoneUse; to: NonNullable<PhoneState['dialling']> }) {
  const { t } = useTranslation('phone')
  const now = useNow()
  return (
    <section className={styles.bar} data-state="dialling" aria-label={t('call')}>
      <div className={styles.row}>
        <div className={styles.who}>
          <strong>{to.customerName}</strong>
          <span className={styles.quiet}>{to.number}</span>
          {to.line && <span className={styles.quiet}>{t('callOut.over', { line: to.line })}</span>}
          <span className={styles.state} role="status">
            {t('callOut.ringing')}
          </span>
          <time className={styles.clock}>{clockText(now - Date.parse(to.since))}</time>
        </div>
        <Button
          danger
          type="primary"
          icon={<PhoneOutlined rotate={225} aria-hidden />}
          onClick={() => phone.run({ type: 'hang-up' })}
        >
          {t('callOut.cancel')}
        </Button>
      </div>
    </section>
  )
}
