import type { SessionResult } from './api.ts'
import { Mark } from './icons.tsx'
import { useChat, useWords } from './use-chat.ts'

/** How the house says hello, before anything is written; nothing of it is stored. */
export function Greeting({ session, withReplies }: { session: SessionResult | null; withReplies: boolean }) {
  const chat = useChat()
  const { t, locale } = useWords()
  if (!session) return null
  const { greeting, quickReplies, botName } = session.settings
  return (
    <article class="group bot" aria-label={botName?.[locale] ?? t('bot')}>
      <div class="face" aria-hidden="true">
        <Mark />
      </div>
      <div class="said">
        <p class="byline">{botName?.[locale] ?? t('bot')}</p>
        <div class="bubble">{greeting[locale]}</div>
        {withReplies && quickReplies.length > 0 && (
          <ul class="chips" aria-label={t('choices')}>
            {quickReplies.map(({ value, label }) => (
              <li key={value}>
                <button
                  type="button"
                  class="chip"
                  onClick={() => chat.send([{ kind: 'choice', value, label: label[locale] }])}
                >
                  {label[locale]}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </article>
  )
}
