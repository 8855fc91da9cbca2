import { useState } from 'preact/hooks'
import { Greeting } from './greeting.tsx'
import { hasEarlier } from './history.ts'
import { Down } from './icons.tsx'
import type { Image } from './lightbox.tsx'
import { MessageGroup } from './message-group.tsx'
import type { ChatState } from './model.ts'
import { PartList } from './parts/part.tsx'
import { dueForm } from './pre-chat.ts'
import { buildRows, type Row } from './rows.ts'
import { TypingDots } from './typing-dots.tsx'
import { useChat, useWords } from './use-chat.ts'
import { useScroll } from './use-scroll.ts'

/** The conversation, older ones above it. Keeps its place when older messages load or new ones come. */
export function MessageList({ state, onImage }: { state: ChatState; onImage: (image: Image) => void }) {
  const chat = useChat()
  const { t, locale } = useWords()
  const rows = buildRows(state, locale, Date.now())
  const { list, atBottom, below, toBottom } = useScroll(state, chat)
  const isReady = state.phase === 'ready'
  return (
    <div class="log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it */}
      <div class="log" ref={list} role="log" aria-label={t('log')} aria-busy={state.phase === 'starting'} tabIndex={0}>
        <div class="log-content">
          {isReady && <Top state={state} />}
          {isReady ? (
            rows.map((row) => <RowView key={row.key} row={row} state={state} onImage={onImage} />)
          ) : (
            <Skeleton />
          )}
          {state.typing && <TypingDots typing={state.typing} thread={state.current} />}
        </div>
      </div>
      {!atBottom && (
        <button type="button" class="to-bottom" onClick={toBottom} aria-label={t('toLatest')}>
          <Down />
          {below > 0 && <span class="numbers">{t('newBelow', { count: below })}</span>}
        </button>
      )}
    </div>
  )
}

function Top({ state }: { state: ChatState }) {
  const chat = useChat()
  const { t } = useWords()
  const [failed, setFailed] = useState(false)
  if (state.loadingEarlier) return <p class="divider">{t('loadingEarlier')}</p>
  if (!state.current) return null
  if (!hasEarlier(state)) return state.earlier.length ? <p class="divider">{t('begin')}</p> : null
  return (
    <button type="button" class="quiet" onClick={() => void chat.loadEarlier().catch(() => setFailed(true))}>
      {failed ? `${t('errorHistory')} ${t('tryAgain')}` : t('earlier')}
    </button>
  )
}

function RowView({ row, state, onImage }: { row: Row; state: ChatState; onImage: (image: Image) => void }) {
  const { t } = useWords()
  switch (row.kind) {
    case 'day':
      return <p class="divider">{row.text}</p>
    case 'conversation':
      return <h2 class="divider line">{t('conversationOf', { day: row.text })}</h2>
    case 'new':
      return <p class="divider line fresh">{t('newMessages')}</p>
    case 'greeting':
      return <Greeting session={state.session} withReplies={row.withReplies && !dueForm(state)} />
    case 'ended':
      return <p class="divider">{t('closedHint')}</p>
    case 'house':
      return (
        <div class="house" data-key={row.item.key}>
          <PartList item={row.item} state={state} onImage={onImage} />
        </div>
      )
    case 'group':
      return <MessageGroup group={row} state={state} onImage={onImage} />
  }
}

const Skeleton = () => (
  <div class="skeleton" aria-hidden="true">
    <i />
    <i />
    <i />
  </div>
)
