import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** Pixels from the end within which the reader counts as being at the end. */
const NEAR = 48

type Anchor = {
  box: RefObject<HTMLDivElement | null>
  onScroll: () => void
  unseen: number
  toEnd: () => void
  atEnd: boolean
}

/**
 * Keeps the reader's place: at the end new messages are followed, elsewhere nothing moves and they are counted;
 * when earlier messages come in on top, what was on screen stays where it was.
 * `firstKey` and `count` describe the list, `ownKey` changes when the reader sends something.
 */
export function useAnchor(conversationId: string, firstKey: string, count: number, ownKey: string): Anchor {
  const box = useRef<HTMLDivElement>(null)
  const seen = useRef({ conversationId: '', firstKey: '', count: 0, height: 0, atEnd: true })
  const [unseen, setUnseen] = useState(0)
  const [atEnd, setAtEnd] = useState(true)

  const toEnd = useCallback(() => {
    const element = box.current
    if (element) element.scrollTop = element.scrollHeight
    seen.current.atEnd = true
    setAtEnd(true)
    setUnseen(0)
  }, [])

  useLayoutEffect(() => {
    const element = box.current
    const last = seen.current
    if (!element || count === 0) return
    const other = last.conversationId !== conversationId
    if (other || last.count === 0) toEnd()
    else if (firstKey !== last.firstKey) element.scrollTop += element.scrollHeight - last.height
    else if (count > last.count && last.atEnd) toEnd()
    else if (count > last.count) setUnseen((before) => before + count - last.count)
    seen.current = { ...seen.current, conversationId, firstKey, count, height: element.scrollHeight }
  }, [conversationId, firstKey, count, toEnd])

  // What somebody writes himself he wants to see, wherever he was reading.
  useLayoutEffect(() => {
    if (ownKey) toEnd()
  }, [ownKey, toEnd])

  // Pictures load late and the composer grows: the end stays the end.
  useEffect(() => {
    const element = box.current
    if (!element) return
    const follow = new ResizeObserver(() => {
      if (seen.current.atEnd) element.scrollTop = element.scrollHeight
      seen.current.height = element.scrollHeight
    })
    follow.observe(element)
    for (const child of element.children) follow.observe(child)
    return () => follow.disconnect()
  }, [])

  const onScroll = useCallback(() => {
    const element = box.current
    if (!element) return
    const end = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR
    seen.current.atEnd = end
    setAtEnd(end)
    if (end) setUnseen(0)
  }, [])

  return { box, onScroll, unseen, toEnd, atEnd }
}
