import { AudioOutlined, SoundOutlined } from '@ant-design/icons'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './phone.module.css'
import type { Phone } from './phone.ts'

const BEAT_MS = 90

/** How loud the customer and I are. Drawn past React: ten times a second is no news for the page. */
export function LevelMeters({ phone }: { phone: Phone }) {
  const { t } = useTranslation('phone')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const timer = setInterval(() => {
      const { ours, theirs, sent, heard } = phone.levels()
      const element = box.current
      if (!element) return
      element.style.setProperty('--theirs', theirs.toFixed(2))
      element.style.setProperty('--ours', ours.toFixed(2))
      Object.assign(element.dataset, { sent: String(sent), heard: String(heard) })
    }, BEAT_MS)
    return () => clearInterval(timer)
  }, [phone])
  return (
    <div ref={box} className={styles.levels} data-levels>
      <span className={styles.level} title={t('level.theirs')}>
        <SoundOutlined aria-hidden />
        <i className={styles.theirs} />
      </span>
      <span className={styles.level} title={t('level.ours')}>
        <AudioOutlined aria-hidden />
        <i className={styles.ours} />
      </span>
    </div>
  )
}
