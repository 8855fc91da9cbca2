import { useRef, useState } from 'preact/hooks'
import type { TranscriptOffer } from '../../../src/desk/transcripts/contract.ts'
import { CallButton } from './call-button.tsx'
import { Clipboard, Close, Mark, Sliders } from './icons.tsx'
import type { ChatState } from './model.ts'
import { SettingsMenu } from './settings-menu.tsx'
import { Tickets } from './tickets.tsx'
import { Transcript } from './transcript.tsx'
import { useChat, useWords } from './use-chat.ts'
import { personServing } from './who.ts'

/** Shop, who is answering, settings and close. */
export function Header({ state }: { state: ChatState }) {
  const chat = useChat()
  const { t, locale } = useWords()
  const [menu, setMenu] = useState(false)
  const [tickets, setTickets] = useState(false)
  const [mailing, setMailing] = useState<TranscriptOffer | null>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const person = personServing(state, locale)
  const status = state.current?.conversation.status ?? 'bot'
  const line = person
    ? t('statusHuman', { name: person })
    : t(status === 'queued' ? 'statusQueued' : status === 'closed' ? 'statusClosed' : 'statusBot')
  const closeMenu = () => {
    setMenu(false)
    opener.current?.focus()
  }
  return (
    <header class="header">
      <div class={person ? 'avatar person' : 'avatar'} aria-hidden="true">
        {person ? initial(person) : <Mark />}
      </div>
      <div class="who">
        <h1>{state.session?.settings.title[locale] ?? t('title')}</h1>
        <p class={`presence ${status}`} role="status">
          {line}
        </p>
      </div>
      {state.session && <CallButton token={state.session.token} />}
      {state.session && (
        <button
          type="button"
          class="icon-button"
          aria-label={t('tickets')}
          title={t('tickets')}
          onClick={() => setTickets(true)}
        >
          <Clipboard />
        </button>
      )}
      <button
        type="button"
        class="icon-button"
        ref={opener}
        aria-label={t('menu')}
        aria-expanded={menu}
        onClick={() => setMenu(!menu)}
        title={t('menu')}
      >
        <Sliders />
      </button>
      {chat.canClose && (
        <button type="button" class="icon-button" aria-label={t('close')} title={t('close')} onClick={chat.close}>
          <Close />
        </button>
      )}
      {tickets && <Tickets onClose={() => setTickets(false)} />}
      {menu && (
        <SettingsMenu
          state={state}
          onClose={closeMenu}
          onTranscript={(offer) => {
            closeMenu()
            setMailing(offer)
          }}
        />
      )}
      {mailing && state.current && (
        <Transcript conversationId={state.current.conversation.id} offer={mailing} onClose={() => setMailing(null)} />
      )}
    </header>
  )
}

/** 李娜 → 娜, Amy → A */
export const initial = (name: string): string =>
  /^\p{Script=Han}+$/u.test(name) ? name.slice(-1) : name.slice(0, 1).toUpperCase()
