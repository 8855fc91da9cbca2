import { Person } from './icons.tsx'
import { LeaveForm } from './leave-form.tsx'
import type { ChatState } from './model.ts'
import { HUMAN } from './pre-chat.ts'
import { useChat, useWords } from './use-chat.ts'
import { Waiting } from './waiting.tsx'

/** Always in sight: the AI label and the way to a person; while waiting, for how long. */
export function ServiceBar({ state }: { state: ChatState }) {
  const chat = useChat()
  const { t, locale } = useWords()
  const { current, outbox, session } = state
  const status = current?.conversation.status ?? 'bot'
  const asked = outbox.some(({ parts }) => parts.some((part) => part.kind === 'choice' && part.value === HUMAN))
  const isPending = status === 'queued' || asked
  const word = status === 'human' ? 'handOverActive' : isPending ? 'handOverPending' : 'handOver'
  return (
    <>
      <div class="service-bar">
        <p class="ai-label">
          {status === 'human' ? t('aiLabelMixed') : (session?.settings.aiLabel[locale] ?? t('aiLabel'))}
        </p>
        <button
          type="button"
          class={`hand-over ${status}`}
          onClick={chat.askPerson}
          disabled={isPending || status === 'human' || state.phase !== 'ready'}
          title={t('handOverHint')}
        >
          <Person />
          {t(word)}
        </button>
      </div>
      {status === 'queued' && !state.leaving && <Waiting state={state} />}
      {state.leaving && <LeaveForm kind={state.leaving} />}
    </>
  )
}
