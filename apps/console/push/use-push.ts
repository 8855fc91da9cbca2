import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import { usePreferences } from '../preferences.ts'
import { pushPossible, renewPush } from './subscription.ts'

/** On every page: keeps the server's word of this browser fresh, and goes where a clicked notification leads. */
export function usePush(): void {
  const { alerts, locale, push } = usePreferences()
  const navigate = useNavigate()
  const wanted = push.on && pushPossible() && Notification.permission === 'granted'
  const wants = JSON.stringify([alerts, locale, push])
  // biome-ignore lint/correctness/useExhaustiveDependencies: told again whenever what is wanted changes
  useEffect(() => {
    // Where the push service cannot be reached the next visit tries again; the account page says so when asked.
    if (wanted) void renewPush().catch(() => undefined)
  }, [wanted, wants])
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return
    const go = ({ data }: MessageEvent<{ to?: unknown }>) => {
      if (typeof data?.to === 'string' && data.to.startsWith('/')) void navigate(data.to)
    }
    navigator.serviceWorker.addEventListener('message', go)
    return () => navigator.serviceWorker.removeEventListener('message', go)
  }, [navigate])
}
