import { useState } from 'preact/hooks'
import { Book } from '../icons.tsx'
import { useChat, useWords } from '../use-chat.ts'

/** Where the answer came from, and whether it helped. */
export function Source({ articleId, title }: { articleId: string; title: string }) {
  const chat = useChat()
  const { t } = useWords()
  const [rated, setRated] = useState(false)
  const rate = async (helpful: boolean) => {
    setRated(true)
    await chat.api.rateArticle(articleId, helpful).catch(() => setRated(false))
  }
  return (
    <div class="source">
      <p>
        <Book />
        {t('source', { title })}
      </p>
      {rated ? (
        <p role="status">{t('helpfulThanks')}</p>
      ) : (
        <p>
          {t('helpful')}
          <button type="button" onClick={() => void rate(true)}>
            {t('helpfulYes')}
          </button>
          <button type="button" onClick={() => void rate(false)}>
            {t('helpfulNo')}
          </button>
        </p>
      )}
    </div>
  )
}
