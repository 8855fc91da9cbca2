import { createContext } from 'preact'
import { useContext, useEffect, useReducer } from 'preact/hooks'
import type { Locale } from '../bridge.ts'
import { en } from '../locales/en.ts'
import { type Words, zh } from '../locales/zh.ts'
import type { Chat } from './chat.ts'
import type { ChatState } from './model.ts'

export const ChatContext = createContext<Chat | null>(null)
export const LocaleContext = createContext<Locale>('zh')

export function useChat(): Chat {
  const chat = useContext(ChatContext)
  if (!chat) throw new Error('no chat around this component')
  return chat
}

/** The state of the chat; the component is drawn again whenever it changes. */
export function useChatState(chat: Chat): ChatState {
  const [, again] = useReducer((n: number) => n + 1, 0)
  useEffect(() => chat.subscribe(() => again(undefined)), [chat])
  return chat.state()
}

export type Say = (word: keyof Words, params?: Record<string, string | number>) => string

/** The words in the reader's language. */
export function useWords(): { t: Say; locale: Locale } {
  const locale = useContext(LocaleContext)
  return { t: (word, params) => say(locale, word, params), locale }
}

export function say(locale: Locale, word: keyof Words, params: Record<string, string | number> = {}): string {
  return (locale === 'zh' ? zh : en)[word].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
}
