import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Chat } from './chat.ts'
import type { ChatState } from './model.ts'
import { keyOf } from './rows.ts'

const NEAR_TOP = 160
const NEAR_BOTTOM = 48

/** What the view holds on to while things grow: the latest message, the mark of the new ones, or where the reader went. */
type Hold = 'end' | 'fresh' | 'free'

/** What arrives within this time is one answer. */
const ONE_ANSWER_MS = 3000

/**
 * Sticks to the latest message unless the reader has scrolled away; loads older ones when he nears the top. An answer
 * taller than the view is shown from its beginning.
 */
export function useScroll(state: ChatState, chat: Chat) {
  const list = useRef<HTMLDivElement>(null)
  const [atBottom, setAtBottom] = useState(true)
  const [below, setBelow] = useState(0)
  const hold = useRef<Hold>('end')
  /** Where our own scrolling has just put the view; anything else is the reader's doing. */
  const put = useRef(-1)
  const lastSeen = useRef(0)
  const oldest = useRef({ key: '', fromBottom: 0 })
  const arrival = useArrival(state)
  const { current, outbox, visible, newAfter } = state
  const lastSeq = current?.messages.at(-1)?.seq ?? 0
  const oldestKey = keyOfOldest(state)

  const settle = () => {
    const box = list.current
    if (!box || hold.current === 'free') return
    const mark = hold.current === 'fresh' ? box.querySelector('.fresh') : null
    const start = mark ?? tallStart(box, arrival.current.key)
    arrival.current.isTall = start !== null && !mark
    if (start) box.scrollTop += start.getBoundingClientRect().top - box.getBoundingClientRect().top - 8
    else box.scrollTop = box.scrollHeight
    put.current = box.scrollTop
  }
  const toBottom = () => {
    hold.current = 'end'
    arrival.current.key = ''
    settle()
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: settle works on refs alone
  useEffect(() => {
    const box = list.current
    if (!box) return
    const onScroll = () => {
      const near = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_BOTTOM
      if (Math.abs(box.scrollTop - put.current) > 1) {
        hold.current = near ? 'end' : 'free'
        arrival.current.key = ''
      }
      put.current = -1
      oldest.current.fromBottom = box.scrollHeight - box.scrollTop
      setAtBottom(near)
      if (near) setBelow(0)
      if (hold.current === 'free' && box.scrollTop < NEAR_TOP) void chat.loadEarlier().catch(() => {})
    }
    box.addEventListener('scroll', onScroll, { passive: true })
    // Pictures arrive, the keyboard opens, type gets larger: what the view holds on to stays in view.
    const watch = new ResizeObserver(settle)
    watch.observe(box)
    if (box.firstElementChild) watch.observe(box.firstElementChild)
    return () => {
      box.removeEventListener('scroll', onScroll)
      watch.disconnect()
    }
  }, [chat])

  // Older messages came in above: what was read stays where it was.
  useLayoutEffect(() => {
    const box = list.current
    if (box && oldest.current.key && oldest.current.key !== oldestKey && hold.current === 'free') {
      box.scrollTop = box.scrollHeight - oldest.current.fromBottom
    }
    oldest.current.key = oldestKey
  }, [oldestKey])

  // A message of one's own always goes to the end; others are announced when the end is out of sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when something was just sent
  useLayoutEffect(() => (outbox.length ? toBottom() : settle()), [outbox.at(-1)?.clientId])
  // biome-ignore lint/correctness/useExhaustiveDependencies: counts once for each new end
  useLayoutEffect(() => {
    const fresh =
      current?.messages.filter(({ seq, author }) => seq > lastSeen.current && author.kind !== 'customer').length ?? 0
    lastSeen.current = lastSeq
    if (fresh && (hold.current !== 'end' || !atBottom)) setBelow((count) => count + fresh)
    settle()
  }, [lastSeq])

  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the panel opens or its new messages are known
  useLayoutEffect(() => {
    if (!visible) return
    if (newAfter !== null) hold.current = 'fresh'
    settle()
  }, [visible, newAfter])

  useSeen(state, chat, atBottom)
  return { list, atBottom, below, toBottom }
}

/** The first message of the answer that came last, for as long as the reader leaves the view alone. Not for history. */
function useArrival({ session, current }: ChatState) {
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
function tallStart(box: HTMLElement, key: string): Element | null {
  const message = key ? box.querySelector(`[data-key="${CSS.escape(key)}"]`) : null
  const group = message?.closest('article.group')
  const start = group?.querySelector('.message') === message ? group : message
  if (!start) return null
  const height =
    box.scrollHeight - box.scrollTop - (start.getBoundingClientRect().top - box.getBoundingClientRect().top)
  return height > box.clientHeight ? start : null
}

/** The end is on screen: what stands there has been read. */
function useSeen({ visible, current, connection }: ChatState, chat: Chat, atBottom: boolean): void {
  const lastSeq = current?.messages.at(-1)?.seq ?? 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: also looks when the end or the line has changed
  useEffect(() => {
    const look = () => {
      if (visible && atBottom && document.visibilityState === 'visible') chat.seen()
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [chat, visible, atBottom, lastSeq, connection])
}

function keyOfOldest({ earlier, current }: ChatState): string {
  const thread = earlier[0] ?? current
  return thread ? `${thread.conversation.id}.${thread.messages[0]?.seq ?? 0}` : ''
}
