import { useEffect, useRef } from 'react'
import { useLive } from '../../../realtime/realtime.tsx'

/** Renewed no oftener than this while somebody types; the other side lets it fade soon after. */
const RENEW_MS = 2500

/** Tells the customer that somebody is writing to them; notes are nobody's business. */
export function useTypingSignal(conversationId: string, text: string, note: boolean): void {
  const { tell } = useLive()
  const sent = useRef({ at: 0, typing: false })
  useEffect(() => {
    const typing = text.length > 0 && !note
    const last = sent.current
    if (!typing && !last.typing) return
    if (typing && last.typing && Date.now() - last.at < RENEW_MS) return
    sent.current = { at: Date.now(), typing }
    tell('typing', { conversationId, typing })
  }, [tell, conversationId, text, note])
  // A draft that stays behind is not being written.
  useEffect(
    () => () => {
      if (sent.current.typing) tell('typing', { conversationId, typing: false })
      sent.current = { at: 0, typing: false }
    },
    [tell, conversationId],
  )
}
