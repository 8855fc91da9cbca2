import { useEffect } from 'preact/hooks'
import { Banner } from './banner.tsx'
import type { Chat } from './chat.ts'
import { Composer } from './composer.tsx'
import { Header } from './header.tsx'
import { Lightbox, useLightbox } from './lightbox.tsx'
import { MessageList } from './message-list.tsx'
import { localeOf } from './model.ts'
import { dueForm } from './pre-chat.ts'
import { PreChatForm } from './pre-chat-form.tsx'
import { ServiceBar } from './service-bar.tsx'
import { useTheme } from './theme.ts'
import { ChatContext, LocaleContext, useChatState } from './use-chat.ts'

/** The whole widget inside the frame. */
export function App({ chat }: { chat: Chat }) {
  const state = useChatState(chat)
  const locale = localeOf(state)
  const form = dueForm(state)
  const { shown, show, hide } = useLightbox()
  useTheme(state, locale)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open]')) chat.close()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [chat])
  return (
    <ChatContext.Provider value={chat}>
      <LocaleContext.Provider value={locale}>
        <div class="app">
          <Header state={state} />
          <main class="main">
            <ServiceBar state={state} />
            <Banner state={state} />
            <MessageList state={state} onImage={show} />
          </main>
          {form ? <PreChatForm key={form.when} form={form} state={state} /> : <Composer state={state} />}
        </div>
        {shown && <Lightbox image={shown} onClose={hide} />}
      </LocaleContext.Provider>
    </ChatContext.Provider>
  )
}
