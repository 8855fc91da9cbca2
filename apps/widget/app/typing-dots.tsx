import type { ChatState, Thread } from './model.ts'
import { useWords } from './use-chat.ts'
import { shownName } from './who.ts'

/** Somebody on our side is writing. */
export function TypingDots({ typing, thread }: { typing: NonNullable<ChatState['typing']>; thread: Thread | null }) {
  const { t, locale } = useWords()
  const name = shownName(thread, typing.name, locale) || t('agent')
  const text = typing.who === 'agent' ? t('typingAgent', { name }) : t('typingBot')
  return (
    <div class={`typing ${typing.who}`}>
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span class={typing.who === 'agent' ? 'typing-text' : 'hidden'}>{text}</span>
    </div>
  )
}
