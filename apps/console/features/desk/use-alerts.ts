import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { chime } from './chime.ts'
import { useHeartbeat, usePresence } from './queue/use-presence.ts'
import { useQueue } from './queue/use-queue.ts'

/** On every page: the tab's title counts who waits; a new one rings and shows a desktop notification, if wanted. */
export function useAlerts(): void {
  const { t } = useTranslation(['desk', 'shell'])
  const { may } = useSession()
  const navigate = useNavigate()
  const { waiting, query } = useQueue()
  const { presence } = usePresence(may('conversations.reply'))
  useHeartbeat(presence)
  const { sound, notify, locale } = usePreferences()
  const known = useRef<Set<string> | null>(null)
  const product = t('shell:product')

  useEffect(() => {
    document.title = waiting.length > 0 ? t('desk:alert.tab', { count: waiting.length, product }) : product
  }, [waiting.length, product, t])

  const attending = presence?.status === 'online'
  useEffect(() => {
    if (!query.data) return
    const before = known.current
    known.current = new Set(waiting.map(({ id }) => id))
    // Those who waited before the console was opened are no news.
    const fresh = before ? waiting.filter(({ id }) => !before.has(id)) : []
    const [first] = fresh
    if (!first || !attending) return
    if (sound) chime()
    if (notify && document.visibilityState === 'hidden') show(first)

    function show(conversation: Conversation) {
      if (!('Notification' in window) || Notification.permission !== 'granted') return
      const title = t('desk:alert.title', { name: conversation.customerName })
      const shown = new Notification(title, { body: conversation.handOver?.wants[locale] ?? '', tag: conversation.id })
      shown.onclick = () => {
        focus()
        void navigate(`/desk/${conversation.id}`)
      }
    }
  }, [waiting, query.data, attending, sound, notify, locale, navigate, t])
}
