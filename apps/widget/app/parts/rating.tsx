import { useState } from 'preact/hooks'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import { Star } from '../icons.tsx'
import { useChat, useWords } from '../use-chat.ts'

const SCORES = [1, 2, 3, 4, 5] as const

/** Five stars and, if one likes, a word. Can be changed afterwards. */
export function Rating({ conversation }: { conversation: Conversation }) {
  const { t } = useWords()
  const [editing, setEditing] = useState(false)
  const { rating, ratingComment } = conversation
  if (rating && !editing) {
    return (
      <section class="card rating done" aria-label={t('ratingThanks')}>
        <p role="img" aria-label={t('ratingStar', { score: rating, word: t(`rating${rating as 1 | 2 | 3 | 4 | 5}`) })}>
          {SCORES.map((score) => (
            <Star key={score} filled={score <= rating} />
          ))}
        </p>
        <p>
          <b>{t('ratingThanks')}</b>
        </p>
        {ratingComment && <p class="soft">“{ratingComment}”</p>}
        <button type="button" class="quiet" onClick={() => setEditing(true)}>
          {t('ratingChange')}
        </button>
      </section>
    )
  }
  return <RatingForm conversation={conversation} onDone={() => setEditing(false)} />
}

function RatingForm({ conversation, onDone }: { conversation: Conversation; onDone: () => void }) {
  const chat = useChat()
  const { t } = useWords()
  const [score, setScore] = useState(conversation.rating ?? 0)
  const [comment, setComment] = useState(conversation.ratingComment ?? '')
  const [state, setState] = useState<'open' | 'sending' | 'failed'>('open')
  const submit = async (event: Event) => {
    event.preventDefault()
    setState('sending')
    try {
      await chat.rate(conversation.id, score, comment.trim())
      onDone()
    } catch {
      setState('failed')
    }
  }
  return (
    <form class="card rating" onSubmit={(event) => void submit(event)}>
      <fieldset>
        <legend>{t('ratingTitle')}</legend>
        <div class="stars">
          {SCORES.map((value) => (
            <label key={value}>
              <input
                type="radio"
                name={`rating-${conversation.id}`}
                checked={score === value}
                onChange={() => setScore(value)}
              />
              <span class="hidden">{t('ratingStar', { score: value, word: t(`rating${value}`) })}</span>
              <Star filled={value <= score} />
            </label>
          ))}
        </div>
      </fieldset>
      {score > 0 && (
        <>
          <p class="soft" aria-hidden="true">
            {t(`rating${score as 1 | 2 | 3 | 4 | 5}`)}
          </p>
          <label class="comment">
            <span>{t('ratingComment')}</span>
            <textarea
              rows={2}
              maxLength={1000}
              value={comment}
              placeholder={t('ratingCommentHint')}
              onInput={(event) => setComment(event.currentTarget.value)}
            />
          </label>
          {state === 'failed' && (
            <p class="field-error" role="alert">
              {t('errorRating')}
            </p>
          )}
          <button type="submit" class="primary" disabled={state === 'sending'}>
            {t('ratingSubmit')}
          </button>
        </>
      )}
    </form>
  )
}
