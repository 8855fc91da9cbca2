import { formatDateTime, formatTime } from '../../kit/format.ts'
import { initial } from './header.tsx'
import { Alert, Check, Checks, Clock, Mark } from './icons.tsx'
import type { Image } from './lightbox.tsx'
import type { ChatState } from './model.ts'
import { PartList } from './parts/part.tsx'
import type { Item, Row } from './rows.ts'
import { useChat, useWords } from './use-chat.ts'
import { shownName } from './who.ts'

type Group = Extract<Row, { kind: 'group' }>
type Props = { group: Group; state: ChatState; onImage: (image: Image) => void }

/** What one author said in one go: face and name once, then the messages, then when. */
export function MessageGroup({ group, state, onImage }: Props) {
  const { t, locale } = useWords()
  const { author, items, generated } = group
  const { kind } = author
  const isOwn = kind === 'customer'
  const thread =
    [state.current, ...state.earlier].find((one) => one?.conversation === group.items[0]?.conversation) ?? null
  const called = kind === 'agent' ? shownName(thread, author.name, locale) : author.name
  const name = isOwn ? t('you') : called || t(kind === 'bot' ? 'bot' : kind === 'agent' ? 'agent' : 'system')
  const last = items.at(-1)
  return (
    <article class={`group ${kind}`} aria-label={name}>
      {!isOwn && (
        <div class="face" aria-hidden="true">
          {kind === 'agent' ? initial(name) : <Mark />}
        </div>
      )}
      <div class="said">
        {!isOwn && (
          <p class="byline">
            {name}
            {generated && <span class="badge">{t('aiBadge')}</span>}
            {kind === 'agent' && <span class="badge amber">{t('personBadge')}</span>}
          </p>
        )}
        {items.map((item) => (
          <div
            key={item.key}
            data-key={item.key}
            class={item.outgoing && item.delivery !== 'sent' ? `message ${item.delivery}` : 'message'}
          >
            <PartList item={item} state={state} onImage={onImage} />
            {item.edited && <span class="edited">{t('edited')}</span>}
            {item.delivery && item.delivery !== 'failed' && item !== last && <Delivery item={item} />}
            {item.delivery === 'failed' && <Failed item={item} />}
          </div>
        ))}
        {last && (
          <p class="when">
            <time dateTime={last.at} title={formatDateTime(last.at, locale)}>
              {formatTime(last.at, locale)}
            </time>
            {last.delivery !== 'failed' && <Delivery item={last} />}
          </p>
        )}
      </div>
    </article>
  )
}

const ICON = { sending: Clock, waiting: Clock, sent: Check, delivered: Checks, read: Checks } as const

function Delivery({ item: { delivery } }: { item: Item }) {
  const { t } = useWords()
  if (!delivery || delivery === 'failed') return null
  const Sign = ICON[delivery]
  return (
    <span class={`delivery ${delivery}`}>
      <Sign />
      {t(delivery)}
    </span>
  )
}

/** Why it was not sent, and the two things one can do about it. */
function Failed({ item }: { item: Item }) {
  const chat = useChat()
  const { t } = useWords()
  const problem = item.outgoing?.problem
  return (
    <div class="failed-line" role="alert">
      <p>
        <Alert />
        {problem ? t(problem.sentence, problem.params) : t('failed')}
      </p>
      <button type="button" onClick={() => chat.retry(item.key)}>
        {t('retry')}
      </button>
      <button type="button" class="plain" onClick={() => chat.discard(item.key)}>
        {t('discard')}
      </button>
    </div>
  )
}
