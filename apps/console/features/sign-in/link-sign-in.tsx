import { useMutation } from '@tanstack/react-query'
import { Button, Spin } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '../../api.ts'
import styles from './sign-in.module.css'
import { useSignedIn } from './use-signed-in.ts'

/** Exchanges the one-time link for a session, once. */
export function LinkSignIn({ token, onPassword }: { token: string; onPassword: () => void }) {
  const { t } = useTranslation()
  const signedIn = useSignedIn()
  const exchange = useMutation({
    mutationFn: () => post('/api/session/link', { token }, null),
    onSuccess: signedIn,
    retry: false,
  })
  const started = useRef(false)
  const { mutate } = exchange

  useEffect(() => {
    if (started.current) return
    started.current = true
    mutate()
  }, [mutate])

  if (!exchange.isError) {
    return (
      <div className={styles.waiting} role="status">
        <Spin /> {t('signIn.link')}
      </div>
    )
  }
  return (
    <div role="alert" className={styles.failed}>
      <strong>{t('signIn.linkFailed')}</strong>
      <p>{t('signIn.linkHint')}</p>
      <Button type="primary" block size="large" onClick={onPassword}>
        {t('signIn.withPassword')}
      </Button>
    </div>
  )
}
