import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import type { LedgerEvent } from '../../../../src/platform/ledger/contract.ts'
import { type AlertKind, usePreferences } from '../../preferences.ts'
import { useLive } from '../../realtime/realtime.tsx'
import { useSession } from '../../session.tsx'
import { useHeartbeat, usePresence } from './queue/use-presence.ts'
import { useQueue } from './queue/use-queue.ts'
import { useTell } from './use-tell.ts'

/** On every page: the tab's title counts who waits; what one wants to be told of rings and shows itself. */
export function useAlerts(): void {
  const { t } = useTranslation(['desk', 'shell'])
  const { may } = useSession()
  const { waiting, mine, query } = useQueue()
  const { presence } = usePresence(may('conversations.reply'))
  useHeartbeat(presence)
  const { locale } = usePreferences()
  const tell = useTell()
  const product = t('shell:product')
  const attending = presence?.status === 'online'

  useEffect(() => {
    document.title = waiting.length > 0 ? t('desk:alert.tab', { count: waiting.length, product }) : product
  }, [waiting.length, product, t])

  const known = useRef<Set<string> | null>(null)
  useEffect(() => {
    if (!query.data) return
    const before = known.current
    known.current = new Set(waiting.map(({ id }) => id))
    // Those who waited before the console was opened are no news.
    const first = before ? waiting.find(({ id }) => !before.has(id)) : undefined
    if (!first || !attending) return
    tell(
      'waiting',
      t('desk:alert.title', { name: first.customerName }),
      first.handOver?.wants[locale] ?? '',
      `/desk/${first.id}`,
    )
  }, [waiting, query.data, attending, locale, tell, t])

  const { onEvent } = useLive()
  const served = useRef(mine)
  served.current = mine
  useEffect(
    () =>
      onEvent((event) => {
        const news = newsOf(event, served.current)
        if (news) tell(news.kind, t(`desk:alert.${news.kind}`, { name: news.name }), news.text, news.to)
      }),
    [onEvent, tell, t],
  )
}

type News = { kind: Exclude<AlertKind, 'waiting' | 'alarm' | 'ticket'>; name: string; text: string; to: string }

/** What an event of the ledger is to this person; null for nothing. */
function newsOf({ kind, conversationId, payload }: LedgerEvent, mine: readonly Conversation[]): News | null {
  if (kind === 'conversation.activity') {
    const chat = mine.find(({ id }) => id === conversationId)
    const line = payload.lastMessage as Conversation['lastMessage']
    if (!chat || line?.author !== 'customer') return null
    // The one being looked at needs no bell.
    if (document.visibilityState === 'visible' && location.pathname.endsWith(chat.id)) return null
    return { kind: 'message', name: chat.customerName, text: line.preview, to: `/desk/${chat.id}` }
  }
  if (kind !== 'notification.added') return null
  return {
    ...{ kind: 'mention', name: '', text: '' },
    to: `/desk/${String(payload.conversationId)}?at=${String(payload.seq)}`,
  }
}
