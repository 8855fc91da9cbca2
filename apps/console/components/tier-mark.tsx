import { useTranslation } from 'react-i18next'
import styles from './marks.module.css'

const SHOWN = ['silver', 'gold', 'vip']

/** The customer's tier as a small word; regular customers carry none. */
export function TierMark({ tier }: { tier: string }) {
  const { t } = useTranslation()
  if (!SHOWN.includes(tier)) return null
  return (
    <span className={`${styles.tier} ${styles[tier] ?? ''}`}>{t(`tier.${tier as 'silver' | 'gold' | 'vip'}`)}</span>
  )
}
