import { WarningOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './phone.module.css'
import type { PhoneUse } from './phone-provider.tsx'

/** What keeps the two from hearing each other, in plain words, with the one thing that helps. */
export function CallTroubles({ phone }: { phone: PhoneUse }) {
  const { t } = useTranslation('phone')
  const { link, microphone, silent, speaking, state } = phone
  const unheard = speaking && state?.call?.muted === true
  const deaf = microphone === 'denied' || microphone === 'absent'
  if (link !== 'lost' && !deaf && !silent && !unheard) return null
  return (
    <div className={styles.troubles} role="alert">
      {link === 'lost' && (
        <p>
          <WarningOutlined aria-hidden /> {t('trouble.lost')}
        </p>
      )}
      {deaf && (
        <p>
          <WarningOutlined aria-hidden /> {t(`trouble.${microphone}`)}
          <Button size="small" onClick={() => void phone.phone.retryMicrophone()}>
            {t('retry')}
          </Button>
        </p>
      )}
      {unheard && (
        <p>
          <WarningOutlined aria-hidden /> {t('trouble.unheard')}
        </p>
      )}
      {silent && (
        <p>
          <WarningOutlined aria-hidden /> {t('trouble.silent')}
        </p>
      )}
    </div>
  )
}
