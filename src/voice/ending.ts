import type { StoredConversation } from '#conversations/stored.ts'
import type { Clock } from '#voice/clock.ts'
import { MUSIC } from '#voice/mouth.ts'
import type { Mouth } from '#voice/playout.ts'
import type { MediaSession } from '#voice/transports/contract.ts'
import type { Happening } from '#voice/turns.ts'
import type { SaysKey } from '#voice/wording.ts'

const RATING_MS = 14_000
/** Music plays so often between two announcements. */
const PHRASES = 3

export type Ending = {
  /** The conversation has gone to somebody else, or is over. */
  changed(conversation: StoredConversation): void
  /** Everything has been said for now. */
  silent(): void
  rated(): void
  /** True when what he says belongs to the end of the call. */
  said(text: string): boolean
}

/** What happens when the bot is no longer whom the customer speaks with: he waits with music, or the call comes to its end. */
export function openEnding(options: {
  clock: Clock
  session: MediaSession
  mouth: Mouth
  house: (key: SaysKey) => void
  tell: (happening: Happening) => void
}): Ending {
  const { clock, session, mouth, house, tell } = options
  let stage: 'talking' | 'waiting' | 'rating' | 'goodbye' = 'talking'
  let phrases = 0
  const goodbye = () => {
    if (stage === 'goodbye') return
    stage = 'goodbye'
    house('goodbye')
  }
  const wait = () => {
    phrases += 1
    if (phrases % (PHRASES + 1) === 0) house('still-waiting')
    else mouth.say({ text: MUSIC, seq: null })
  }
  return {
    changed({ status }) {
      if (status === 'queued' && stage === 'talking') {
        stage = 'waiting'
        tell({ kind: 'transfer', on: true })
        wait()
      } else if (status !== 'queued' && stage === 'waiting') {
        stage = 'talking'
        mouth.stop()
        tell({ kind: 'played' })
        tell({ kind: 'transfer', on: false })
      }
      if (status !== 'closed' || stage === 'goodbye') return
      stage = 'rating'
      const asked = clock.now()
      const stop = clock.onBeat(() => {
        if (clock.now() - asked < RATING_MS && stage === 'rating') return
        stop()
        goodbye()
      })
    },
    silent() {
      if (stage === 'waiting') wait()
      if (stage === 'goodbye') void session.hangUp()
    },
    rated() {
      house('rating-thanks')
      goodbye()
    },
    said() {
      if (stage !== 'rating') return false
      goodbye()
      return true
    },
  }
}
