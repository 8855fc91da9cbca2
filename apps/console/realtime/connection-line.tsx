import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './connection-line.module.css'
import { useLive } from './realtime.tsx'

/** Short gaps are nobody's business; only a longer one is said. */
const PATIENCE_MS = 2500

/** A thin line over the page while the live connection is away. It floats, so nothing under it moves. */
export function ConnectionLine() {
  const { t } = useTranslation()
  const { state } = useLive()
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (state === 'live') {
      setLate(false)
      return
    }
    const timer = setTimeout(() => setLate(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [state])
  return (
    <div className={styles.place} role="status">
      {late && state !== 'live' && <span className={styles.line}>{t('connection.lost')}</span>}
    </div>
  )
}
