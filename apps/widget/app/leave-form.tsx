import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { ChatState } from './model.ts'
import { useChat, useWords } from './use-chat.ts'

/** A message to be answered later, or a number to be called at; becomes a ticket. */
export function LeaveForm({ kind }: { kind: NonNullable<ChatState['leaving']> }) {
  const chat = useChat()
  const { t } = useWords()
  const id = useId()
  const first = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  // One id for all tries, so that a repeat after a lost answer opens no second ticket.
  const [requestId] = useState(() => crypto.randomUUID())
  const [values, setValues] = useState({ text: '', phone: '', when: '' })
  const [tried, setTried] = useState(false)
  const [state, setState] = useState<'open' | 'sending' | 'failed'>('open')
  useEffect(() => first.current?.focus(), [])
  const calls = kind === 'call-back'
  const isFit = calls ? /^\+?[\d\s()-]{6,20}$/.test(values.phone.trim()) : values.text.trim() !== ''
  const submit = async (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (!isFit) return first.current?.focus()
    setState('sending')
    const { text, phone, when } = values
    const trimmed = { text: text.trim(), phone: phone.trim(), when: when.trim() }
    setState((await chat.leaveRequest({ requestId, kind, ...trimmed })) ? 'open' : 'failed')
  }
  const set = (name: keyof typeof values) => (event: Event) =>
    setValues({ ...values, [name]: (event.currentTarget as HTMLInputElement).value })
  const text = (
    <label for={`${id}text`}>
      {t(calls ? 'leaveAbout' : 'leaveText')}
      <textarea
        id={`${id}text`}
        ref={calls ? null : first}
        rows={3}
        maxLength={2000}
        value={values.text}
        onInput={set('text')}
        aria-invalid={tried && !calls && !isFit}
      />
    </label>
  )
  return (
    <form
      class="leave"
      onSubmit={(event) => void submit(event)}
      noValidate
      aria-label={t(calls ? 'leaveCallBack' : 'leaveMessage')}
    >
      {!calls && text}
      <label for={`${id}phone`}>
        {t(calls ? 'leavePhone' : 'leavePhoneMaybe')}
        <input
          id={`${id}phone`}
          ref={calls ? first : null}
          type="tel"
          autocomplete="tel"
          maxLength={20}
          value={values.phone}
          onInput={set('phone')}
          aria-invalid={tried && calls && !isFit}
        />
      </label>
      {calls && (
        <label for={`${id}when`}>
          {t('leaveWhen')}
          <input id={`${id}when`} maxLength={100} value={values.when} onInput={set('when')} />
        </label>
      )}
      {calls && text}
      {tried && !isFit && <p role="alert">{t(calls ? 'leaveNeedsPhone' : 'leaveNeedsText')}</p>}
      {state === 'failed' && <p role="alert">{t('leaveFailed')}</p>}
      <p class="leave-foot">
        <button type="button" class="quiet" onClick={() => chat.leave(null)}>
          {t('cancel')}
        </button>
        <button type="submit" class="primary" disabled={state === 'sending'}>
          {t('leaveSend')}
        </button>
      </p>
    </form>
  )
}
