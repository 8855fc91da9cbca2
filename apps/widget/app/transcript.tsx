import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { TranscriptOffer } from '../../../src/desk/transcripts/contract.ts'
import { ApiError } from './api.ts'
import { Close } from './icons.tsx'
import { useChat, useWords } from './use-chat.ts'

type Props = { conversationId: string; offer: TranscriptOffer; onClose: () => void }
type Sending = { state: 'open' | 'sending' } | { state: 'sent'; hint: string } | { state: 'failed'; why: string }

/** The conversation by e-mail: to the address the shop knows, or to another one. */
export function Transcript({ conversationId, offer, onClose }: Props) {
  const chat = useChat()
  const { t } = useWords()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const [other, setOther] = useState(offer.hint === null)
  const [email, setEmail] = useState('')
  const [tried, setTried] = useState(false)
  const [sending, setSending] = useState<Sending>({ state: 'open' })
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null
    dialog.current?.showModal()
    return () => before?.focus()
  }, [])
  const isFit = !other || /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(email.trim())
  const submit = async (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (!isFit) return field.current?.focus()
    setSending({ state: 'sending' })
    try {
      const { hint } = await chat.api.mailTranscript(conversationId, other ? email.trim() : null)
      setSending({ state: 'sent', hint })
    } catch (error) {
      setSending({ state: 'failed', why: (error instanceof ApiError && error.message) || t('transcriptFailed') })
    }
  }
  return (
    <dialog class="tickets" ref={dialog} aria-label={t('transcript')} onClose={onClose}>
      <header>
        <h2>{t('transcript')}</h2>
        <button type="button" class="icon-button" aria-label={t('close')} onClick={() => dialog.current?.close()}>
          <Close />
        </button>
      </header>
      {sending.state === 'sent' ? (
        <p role="status">{t('transcriptSent', { address: sending.hint })}</p>
      ) : (
        <form class="leave" onSubmit={(event) => void submit(event)} noValidate>
          {offer.hint !== null && (
            <p class="transcript-to">
              {!other && `${t('transcriptTo', { address: offer.hint })} `}
              <button type="button" class="link" onClick={() => setOther(!other)}>
                {other ? t('transcriptKnown', { address: offer.hint }) : t('transcriptOther')}
              </button>
            </p>
          )}
          {other && (
            <label for={id}>
              {t('transcriptEmail')}
              <input
                id={id}
                ref={field}
                type="email"
                autocomplete="email"
                maxLength={200}
                value={email}
                onInput={(event) => setEmail(event.currentTarget.value)}
                aria-invalid={tried && !isFit}
              />
            </label>
          )}
          {tried && !isFit && <p role="alert">{t('transcriptNeedsEmail')}</p>}
          {sending.state === 'failed' && <p role="alert">{sending.why}</p>}
          <p class="leave-foot">
            <button type="submit" class="primary" disabled={sending.state === 'sending'}>
              {t('transcriptSend')}
            </button>
          </p>
        </form>
      )}
    </dialog>
  )
}
