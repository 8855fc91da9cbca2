import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Chat } from './chat.ts'
import type { ChatState } from './model.ts'
import { tallStart, useArrival } from './use-arrival.ts'

const NEAR_TOP = 160
const NEAR_BOTTOM = 48

/** What the view holds on to while things grow: the latest message, the mark of the new ones, or where the reader went. */
type Hold = 'end' | 'fresh' | 'free'

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
  const fromBottom = useKeptPlace(list, hold, keyOfOldest(state))
  const arrival = useArrival(state)
  const { current, outbox, visible, newAfter } = state
  const lastSeq = current?.messages.at(-1)?.seq ?? 0

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
      fromBottom.current = box.scrollHeight - box.scrollTop
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

/** Older messages came in above: what was read stays where it was. Gives where to note its distance from the end. */
function useKeptPlace(list: RefObject<HTMLElement | null>, hold: { current: Hold }, oldestKey: string) {
  const fromBottom = useRef(0)
  const key = useRef('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: refs need no watching
  useLayoutEffect(() => {
    const box = list.current
    if (box && key.current && key.current !== oldestKey && hold.current === 'free') {
      box.scrollTop = box.scrollHeight - fromBottom.current
    }
    key.current = oldestKey
  }, [oldestKey])
  return fromBottom
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
