import { useEffect } from 'react'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import { useLive } from '../../../realtime/realtime.tsx'
import { useSession } from '../../../session.tsx'

/** Tells the customer that what they wrote was read, once it was on the screen of the one who serves them. */
export function useReadMark(conversation: Conversation, lastSeq: number, onScreen: boolean): void {
  const { tell } = useLive()
  const { user } = useSession()
  const { id, agentReadSeq } = conversation
  const mine = conversation.status === 'human' && conversation.assigneeId === user.id

  useEffect(() => {
    if (!mine || !onScreen || lastSeq <= agentReadSeq) return
    const mark = () => {
      if (document.visibilityState !== 'visible') return
      tell('read.mark', { conversationId: id, seq: lastSeq, what: 'read' })
    }
    const timer = setTimeout(mark, 250)
    document.addEventListener('visibilitychange', mark)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', mark)
    }
  }, [tell, id, mine, onScreen, lastSeq, agentReadSeq])
}
