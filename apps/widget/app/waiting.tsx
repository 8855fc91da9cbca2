import { useEffect, useState } from 'preact/hooks'
import { formatDateTime, formatWait } from '../../kit/format.ts'
import type { ChatState } from './model.ts'
import { useChat, useWords } from './use-chat.ts'

/** While he waits for a person: his place, an honest estimate, and what else he can do. */
export function Waiting({ state }: { state: ChatState }) {
  const chat = useChat()
  const { t, locale } = useWords()
  const [now, setNow] = useState(Date.now)
  const id = state.current?.conversation.id
  const since = state.current?.conversation.queuedAt
  const place = state.place?.conversationId === id ? state.place : null
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), 1000)
    const ask = setInterval(chat.askPlace, 15_000)
    chat.askPlace()
    return () => {
      clearInterval(clock)
      clearInterval(ask)
    }
  }, [chat])
  const likely = !place
    ? null
    : place.opensAt
      ? t('queuedClosed', { time: formatDateTime(place.opensAt, locale) })
      : place.minutes === null
        ? t('queuedNobody')
        : t('queuedLikely', { minutes: place.minutes })
  return (
    <section class="queue-note" aria-label={t('queuedTitle')}>
      <span class="pulse" aria-hidden="true" />
      <div>
        <p role="status">
          <strong>{t('queuedTitle')}</strong>
          {place && `${t('queuedPlace', { position: place.position })} ${likely}`}
        </p>
        {since && <p class="soft numbers">{t('queuedWait', { time: formatWait(now - Date.parse(since), locale) })}</p>}
        <Instead onStop={chat.stopWaiting} />
      </div>
    </section>
  )
}

/** What somebody can do instead of waiting; the bot is offered only to who left it. */
export function Instead({ onStop }: { onStop?: () => void }) {
  const chat = useChat()
  const { t } = useWords()
  return (
    <p class="instead">
      <button type="button" onClick={() => chat.leave('message')}>
        {t('leaveMessage')}
      </button>
      <button type="button" onClick={() => chat.leave('call-back')}>
        {t('leaveCallBack')}
      </button>
      {onStop && (
        <button type="button" onClick={onStop}>
          {t('leaveQueue')}
        </button>
      )}
    </p>
  )
}
