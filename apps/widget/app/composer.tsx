import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Part } from '../../../src/conversations/contract.ts'
import { canRecordNotes } from '../../kit/voice-note.ts'
import { AttachmentList } from './attachment-list.tsx'
import { ACCEPT, isUploading, MAX_FILES, toPart, useAttachments } from './attachments.ts'
import { Clip, Microphone, Send } from './icons.tsx'
import type { ChatState } from './model.ts'
import { useChat, useWords } from './use-chat.ts'
import { useDropZone } from './use-drop-zone.ts'
import { useTypingSignal } from './use-typing-signal.ts'
import { VoiceNote } from './voice-note.tsx'
import { personServing } from './who.ts'

/** As in the contract; said here because the contract would bring its schemas into the page. */
const MAX_TEXT = 4000
const WARN_LEFT = 200

/** Text, pictures and files. Enter sends, Shift+Enter begins a new line; what an input method composes is left alone. */
export function Composer({ state }: { state: ChatState }) {
  const chat = useChat()
  const { t, locale } = useWords()
  const [text, setText] = useState('')
  const [isPending, setPending] = useState(false)
  const [tooMany, setTooMany] = useState(false)
  const [isRecording, setRecording] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const files = useAttachments(chat)
  const typing = useTypingSignal(chat.typing)
  const add = (list: File[]) => list.length > 0 && setTooMany(!files.add(list))
  const isDragged = useDropZone(add)

  const left = MAX_TEXT - text.length
  const canSend = left >= 0 && (text.trim() !== '' || files.list.some((item) => !item.problem))
  /** The chat is still opening, or something is still being uploaded: what is to be sent leaves right after. */
  const mustWait = state.phase !== 'ready' || files.list.some(isUploading)
  const submit = () => {
    if (!canSend) return
    if (mustWait) return setPending(true)
    const words: Part[] = text.trim() ? [{ kind: 'text', text: text.trim() }] : []
    chat.send([...words, ...files.list.flatMap(toPart)])
    setText('')
    setPending(false)
    files.clear()
    typing.stop()
    field.current?.focus()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: submit belongs to this very rendering
  useEffect(() => {
    if (!isPending || mustWait) return
    if (canSend) submit()
    else setPending(false)
  }, [isPending, mustWait, files.list])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => fit(field.current), [text])
  useEffect(() => {
    if (state.draft === null) return
    setText(state.draft)
    chat.takeDraft()
  }, [state.draft, chat])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the panel opens
  useEffect(() => {
    // On a phone the keyboard would cover half of what one came to read.
    if (state.visible && !state.phone) field.current?.focus()
  }, [state.visible])

  /** A note goes as soon as it is up; it is offered only while nothing else is being written. */
  const sendNote = (note: File) => {
    setRecording(false)
    add([note])
    setPending(true)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    submit()
  }
  const onPaste = (event: ClipboardEvent) => {
    const pasted = [...(event.clipboardData?.files ?? [])]
    if (!pasted.length) return
    event.preventDefault()
    add(pasted)
  }
  const person = personServing(state, locale)
  return (
    <footer class={isDragged ? 'composer dragged' : 'composer'}>
      {isDragged && <p class="drop-hint">{t('dropHere')}</p>}
      <AttachmentList list={files.list} onRemove={files.remove} onRetry={files.retry} />
      {tooMany && (
        <p class="field-error" role="alert">
          {t('errorTooMany', { count: MAX_FILES })}
        </p>
      )}
      {isRecording && <VoiceNote onDone={() => setRecording(false)} onSend={sendNote} />}
      <div class="write" hidden={isRecording}>
        <button
          type="button"
          class="icon-button"
          aria-label={t('attach')}
          title={t('attach')}
          onClick={() => picker.current?.click()}
        >
          <Clip />
        </button>
        <input
          ref={picker}
          type="file"
          class="hidden"
          tabIndex={-1}
          aria-hidden="true"
          multiple
          accept={ACCEPT}
          onChange={(event) => {
            add([...(event.currentTarget.files ?? [])])
            event.currentTarget.value = ''
          }}
        />
        <textarea
          ref={field}
          rows={1}
          value={text}
          enterkeyhint="send"
          aria-label={t('composer')}
          aria-invalid={left < 0}
          placeholder={person ? t('placeholderHuman', { name: person }) : t('placeholder')}
          onInput={(event) => {
            setText(event.currentTarget.value)
            typing.note()
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        {canRecord && text === '' && files.list.length === 0 && (
          <button
            type="button"
            class="icon-button"
            aria-label={t('voiceRecord')}
            title={t('voiceRecord')}
            onClick={() => setRecording(true)}
          >
            <Microphone />
          </button>
        )}
        <button
          type="button"
          class="send"
          aria-label={t('send')}
          title={t('send')}
          disabled={!canSend || isPending}
          onClick={submit}
        >
          <Send />
        </button>
      </div>
      {left < WARN_LEFT && (
        <p class={left < 0 ? 'field-error numbers' : 'count numbers'} role="status">
          {left < 0 ? t('overLimit', { over: -left }) : t('tooLong', { left })}
        </p>
      )}
    </footer>
  )
}

const canRecord = canRecordNotes()

/** Grows with the text up to six lines. */
function fit(field: HTMLTextAreaElement | null): void {
  if (!field) return
  field.style.height = 'auto'
  field.style.height = `${Math.min(field.scrollHeight, 6 * 24 + 20)}px`
}
