import { type KeyboardEvent, useCallback, useRef, useState } from 'react'
import type { Conversation, Part } from '../../../../../src/conversations/contract.ts'
import { useWording } from '../assist/use-wording.ts'
import { useDraftTranslation } from '../translate/use-draft-translation.ts'
import { readDraft } from './drafts.ts'
import { joined, useInsertion } from './insert.ts'
import type { useAttachments } from './use-attachments.ts'
import { useKeptDraft } from './use-kept-draft.ts'
import { useMentions } from './use-mentions.ts'
import { useOffers } from './use-offers.ts'
import { useSend } from './use-send.ts'
import { useTypingSignal } from './use-typing-signal.ts'
import { useWriting } from './use-writing.ts'

/** The text being written, its canned replies, and how keys and sending work on it. */
export function useComposer(conversation: Conversation, files: ReturnType<typeof useAttachments>) {
  const { send } = useSend(conversation.id)
  const [text, setText] = useState(() => readDraft(conversation.id))
  const [caret, setCaret] = useState(0)
  const [note, setNote] = useState(false)
  const box = useRef<HTMLTextAreaElement | null>(null)
  useWriting(box)
  useTypingSignal(conversation.id, text, note)
  const takeOver = useCallback((draft: { text: string; note: boolean }) => {
    setText(draft.text)
    setNote(draft.note)
  }, [])
  useKeptDraft(conversation.id, text, note, takeOver)

  const change = (value: string, at: number) => {
    setText(value)
    setCaret(at)
  }
  const replace = (value: string, at: number) => {
    change(value, at)
    requestAnimationFrame(() => {
      box.current?.focus()
      box.current?.setSelectionRange(at, at)
    })
  }
  useInsertion(conversation.id, (inserted) => {
    const whole = joined(text, inserted)
    setNote(false)
    replace(whole, whole.length)
  })
  const offers = useOffers(conversation, { text, caret, replace })
  const mentions = useMentions({ text, caret, note, replace })
  const translation = useDraftTranslation(conversation, { text, note, replace })

  const wording = useWording(text, conversation.language, note)
  const submit = useCallback(() => {
    if (files.uploading || wording.refused) return
    const parts: Part[] = files.attachments.flatMap((attachment) => (attachment.part ? [attachment.part] : []))
    const words = text.trim()
    if (words) parts.unshift({ kind: 'text', text: words })
    if (parts.length === 0) return
    void send(parts, note, mentions.mentioned())
    setText('')
    setNote(false)
    files.clear()
  }, [files, note, send, text, mentions, wording.refused])

  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || mentions.onKey(event) || offers.onKey(event)) return
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault()
      submit()
    }
  }
  /** Puts something in where the caret is. */
  const put = (piece: string) => {
    const at = Math.min(caret, text.length)
    replace(text.slice(0, at) + piece + text.slice(at), at + piece.length)
  }
  const empty = text.trim() === '' && files.attachments.length === 0
  return {
    text,
    change,
    setCaret,
    note,
    setNote,
    box,
    onKey,
    submit,
    empty,
    offers,
    mentions,
    put,
    wording,
    translation,
  }
}
