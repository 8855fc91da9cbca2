import { useEffect, useState } from 'preact/hooks'
import { formatWait } from '../../kit/format.ts'
import { Person } from './icons.tsx'
import type { ChatState } from './model.ts'
import { useChat, useWords } from './use-chat.ts'

/** Always in sight: the AI label and the way to a person; while waiting, for how long. */
export function ServiceBar({ state }: { state: ChatState }) {
  const chat = useChat()
  const { t, locale } = useWords()
  const { current, outbox, session } = state
  const status = current?.conversation.status ?? 'bot'
  const asked = outbox.some(({ parts }) => parts.some((part) => part.kind === 'choice' && part.value === HUMAN))
  const isPending = status === 'queued' || asked
  const word = status === 'human' ? 'handOverActive' : isPending ? 'handOverPending' : 'handOver'
  const ask = () => chat.send([{ kind: 'choice', value: HUMAN, label: t('handOver') }])
  return (
    <>
      <div class="service-bar">
        <p class="ai-label">
          {status === 'human' ? t('aiLabelMixed') : (session?.settings.aiLabel[locale] ?? t('aiLabel'))}
        </p>
        <button
          type="button"
          class={`hand-over ${status}`}
          onClick={ask}
          disabled={isPending || status === 'human' || state.phase !== 'ready'}
          title={t('handOverHint')}
        >
          <Person />
          {t(word)}
        </button>
      </div>
      {status === 'queued' && <Waiting since={current?.conversation.queuedAt ?? null} />}
    </>
  )
}

/** The bot takes this choice at any point; it stands in the conversation and waits in the outbox like any message. */
const HUMAN = 'human'

function Waiting({ since }: { since: string | null }) {
  const { t, locale } = useWords()
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(clock)
  }, [])
  const time = formatWait(since ? now - Date.parse(since) : 0, locale)
  return (
    <div class="queue-note">
      <span class="pulse" aria-hidden="true" />
      <p>
        <strong>{t('queuedTitle')}</strong>
        {since && <span class="numbers">{t('queuedWait', { time })}</span>}
      </p>
    </div>
  )
}
