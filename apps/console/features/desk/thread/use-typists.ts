import { useEffect, useState } from 'react'
import { useLive } from '../../../realtime/realtime.tsx'
import { useSession } from '../../../session.tsx'

/** A typing signal that is not renewed counts no longer than this. */
const FADES_MS = 6000

/** A program that writes has a name and no account. */
type Typists = { customer: boolean; colleague: { userId: string | null; name: string } | null }
const NOBODY: Typists = { customer: false, colleague: null }

/** Who is typing in this conversation right now, me excepted. */
export function useTypists(conversationId: string): Typists {
  const { onSignal } = useLive()
  const { user } = useSession()
  const [typists, setTypists] = useState<Typists>(NOBODY)

  useEffect(() => {
    setTypists(NOBODY)
    let fade: ReturnType<typeof setTimeout>
    const stop = onSignal((name, payload) => {
      if (name !== 'typing' || payload.conversationId !== conversationId) return
      const userId = payload.userId ? String(payload.userId) : null
      if (userId === user.id) return
      const who = { userId, name: String(payload.name ?? '') }
      const typing = payload.typing === true
      setTypists(
        payload.who === 'customer'
          ? { customer: typing, colleague: null }
          : payload.who === 'agent'
            ? { customer: false, colleague: typing ? who : null }
            : NOBODY,
      )
      clearTimeout(fade)
      if (typing) fade = setTimeout(() => setTypists(NOBODY), FADES_MS)
    })
    return () => {
      clearTimeout(fade)
      stop()
    }
  }, [conversationId, onSignal, user.id])
  return typists
}
