import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { SessionView } from '../../../../src/team/contract.ts'
import { get, remove } from '../../api.ts'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useErrorText } from '../../components/use-error-text.ts'
import styles from './account.module.css'

/** Where this account is signed in; a device can be signed out from here. */
export function Sessions() {
  const { t } = useTranslation('account')
  const query = useQuery({
    queryKey: ['my-sessions'],
    queryFn: ({ signal }) => get<{ items: SessionView[] }>('/api/users/me/sessions', {}, signal),
  })
  return (
    <section className={styles.card}>
      <h2>{t('sessions.title')}</h2>
      {query.isPending && <Loading rows={2} />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data?.items.map((session) => (
        <Device key={session.id} session={session} />
      ))}
      {query.data?.items.length === 1 && <p className={styles.quiet}>{t('sessions.empty')}</p>}
    </section>
  )
}

function Device({ session }: { session: SessionView }) {
  const { t } = useTranslation('account')
  const { message } = App.useApp()
  const errorText = useErrorText()
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: () => remove(`/api/users/me/sessions/${session.id}`),
    onSuccess: () => {
      message.success(t('sessions.ended'))
      return client.invalidateQueries({ queryKey: ['my-sessions'] })
    },
    onError: (error) => message.error(errorText(error)),
  })
  return (
    <div className={styles.line}>
      <div>
        <div>
          {deviceName(session.userAgent)} <span className={styles.quiet}>{session.ip}</span>{' '}
          {session.current && <span className={styles.here}>{t('sessions.current')}</span>}
        </div>
        <div className={styles.quiet}>
          <RelativeTime at={session.seenAt} wrap={(time) => t('sessions.seen', { time })} />
        </div>
      </div>
      {!session.current && (
        <Button size="small" loading={end.isPending} onClick={() => end.mutate()}>
          {t('sessions.end')}
        </Button>
      )}
    </div>
  )
}

/** Browser and system out of a user agent, as a person would name them. */
export function deviceName(userAgent: string): string {
  const browser = /Edg\//.test(userAgent)
    ? 'Edge'
    : /Firefox\//.test(userAgent)
      ? 'Firefox'
      : /Chrome\//.test(userAgent)
        ? 'Chrome'
        : /Safari\//.test(userAgent)
          ? 'Safari'
          : userAgent.slice(0, 24)
  const system = /Windows/.test(userAgent)
    ? 'Windows'
    : /iPhone|iPad/.test(userAgent)
      ? 'iOS'
      : /Mac OS/.test(userAgent)
        ? 'macOS'
        : /Android/.test(userAgent)
          ? 'Android'
          : /Linux/.test(userAgent)
            ? 'Linux'
            : ''
  return [browser, system].filter(Boolean).join(' · ')
}
