import { useEffect, useState } from 'react'
import { useLive } from '../../realtime/realtime.tsx'
import { useSession } from '../../session.tsx'

/** Said again this often; whoever is silent for twice as long has gone. */
const RENEW_MS = 15_000

type Viewer = { userId: string; typing: boolean; at: number }

/** Who else has this conversation open, and who is writing in it. `typing`: whether I am. */
export function useViewers(conversationId: string, typing: boolean): Viewer[] {
  const { tell, onSignal, state } = useLive()
  const { user } = useSession()
  const [viewers, setViewers] = useState<Viewer[]>([])

  useEffect(() => {
    if (state !== 'live') return
    const say = () => tell('desk.viewing', { conversationId, state: typing ? 'typing' : 'open' })
    say()
    const timer = setInterval(say, RENEW_MS)
    return () => clearInterval(timer)
  }, [conversationId, typing, tell, state])

  useEffect(() => () => tell('desk.viewing', { conversationId, state: 'left' }), [conversationId, tell])

  useEffect(() => {
    setViewers([])
    const stop = onSignal((name, payload) => {
      const userId = String(payload.userId)
      if (name !== 'viewing' || payload.conversationId !== conversationId || userId === user.id) return
      setViewers((known) => {
        const others = known.filter((one) => one.userId !== userId)
        // Who has just come does not know of me yet.
        if (others.length === known.length && payload.state !== 'left')
          tell('desk.viewing', { conversationId, state: 'open' })
        return payload.state === 'left'
          ? others
          : [...others, { userId, typing: payload.state === 'typing', at: Date.now() }]
      })
    })
    const forget = setInterval(
      () => setViewers((known) => known.filter(({ at }) => Date.now() - at < 2 * RENEW_MS)),
      RENEW_MS,
    )
    return () => {
      stop()
      clearInterval(forget)
    }
  }, [conversationId, onSignal, tell, user.id])
  return viewers
}
