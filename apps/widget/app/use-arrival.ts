import { useRef } from 'preact/hooks'
import type { ChatState } from './model.ts'
import { keyOf } from './rows.ts'

/** What arrives within this time is one answer. */
const ONE_ANSWER_MS = 3000

/** The first message of the answer that came last, for as long as the reader leaves the view alone. Not for history. */
export function useArrival({ session, current }: ChatState) {
  const arrival = useRef({ key: '', at: 0, isTall: false })
  const known = useRef({ session, conversationId: '', seq: 0 })
  const conversationId = current?.conversation.id ?? ''
  const { seq } = known.current.conversationId === conversationId ? known.current : { seq: 0 }
  const first = current?.messages.find((message) => message.seq > seq && message.author.kind !== 'customer')
  if (first && session === known.current.session) {
    // What could not be shown whole stays where it is; what comes after it waits below.
    const { key, at, isTall } = arrival.current
    const staysAt = key && (isTall || Date.now() - at < ONE_ANSWER_MS) ? key : keyOf(first)
    arrival.current = { key: staysAt, at: Date.now(), isTall }
  }
  known.current = { session, conversationId, seq: current?.messages.at(-1)?.seq ?? 0 }
  return arrival
}

/** Where the answer begins, with its face and name, when from there to the end it does not fit into the view. */
export function tallStart(box: HTMLElement, key: string): Element | null {
  const message = key ? box.querySelector(`[data-key="${CSS.escape(key)}"]`) : null
  const group = message?.closest('article.group')
  const start = group?.querySelector('.message') === message ? group : message
  if (!start) return null
  const height =
    box.scrollHeight - box.scrollTop - (start.getBoundingClientRect().top - box.getBoundingClientRect().top)
  return height > box.clientHeight ? start : null
}
