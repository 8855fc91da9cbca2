import { type KeyboardEvent, useState } from 'react'
import type { TicketWork } from './use-ticket.ts'

/** The note being written; kept when it cannot be sent, and back to internal after each, so that nothing slips out. */
export function useNoteText(work: TicketWork) {
  const [text, setText] = useState('')
  const [visible, setVisible] = useState(false)
  const send = () => {
    if (!text.trim() || work.note.isPending) return
    work.note.mutate(
      { body: text.trim(), customerVisible: visible },
      {
        onSuccess: () => {
          setText('')
          setVisible(false)
        },
      },
    )
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  return { text, setText, visible, setVisible, send, onKey }
}
