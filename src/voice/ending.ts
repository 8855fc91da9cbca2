import type { StoredConversation } from '#conversations/stored.ts'
import type { Clock } from '#voice/clock.ts'
import { scorePhrases, scoreSaid } from '#voice/closing-words.ts'
import type { StepHints } from '#voice/contract.ts'
import { MUSIC } from '#voice/mouth.ts'
import type { Mouth } from '#voice/playout.ts'
import type { MediaSession } from '#voice/transports/contract.ts'
import type { Happening } from '#voice/turns.ts'
import type { SaysKey, VoiceLanguage } from '#voice/wording.ts'

/** So long the rating is waited for once its question was heard. */
const RATING_MS = 8000
/** At the latest so long after the conversation closed, whatever is being heard. */
const LATEST_MS = 30_000
/** A goodbye that is never heard to its end ends the call nevertheless. */
const GOODBYE_MS = 15_000
/** Nobody is asked again while his rating is waited for. */
const NO_PROMPT_MS = 60_000
/** Music plays so often between two announcements. */
const PHRASES = 3

export type Ending = {
  /** The conversation has gone to somebody else, or is over; `asks`: the customer is asked how it was. */
  changed(conversation: StoredConversation, asks: boolean): void
  /** Everything has been said for now. */
  silent(): void
  /** True when what he says or presses belongs to the end of the call. */
  said(text: string): boolean
  pressed(keys: string): boolean
  /** How he is heard at the end of the call; null before. */
  hints(): StepHints | null
  close(): void
}

export type EndingOptions = {
  clock: Clock
  session: MediaSession
  mouth: Mouth
  language: VoiceLanguage
  house: (key: SaysKey) => void
  tell: (happening: Happening) => void
  /** Keeps what he thinks of the service; false when that failed. */
  rate: (score: number) => Promise<boolean>
}

/** What happens when the bot is no longer whom the customer speaks with: he waits with music, or the call comes to its end. */
export function openEnding({ clock, session, mouth, language, house, tell, rate }: EndingOptions): Ending {
  let stage: 'talking' | 'waiting' | 'rating' | 'goodbye' = 'talking'
  let phrases = 0
  /** When the call goes on to its next stage by itself. */
  let until = Number.POSITIVE_INFINITY
  let asked = false
  let unbeat = () => {}
  const hangUp = () => void session.hangUp()
  const goodbye = (thanks = false) => {
    if (stage === 'goodbye') return
    stage = 'goodbye'
    until = clock.now() + GOODBYE_MS
    if (thanks) house('rating-thanks')
    house('goodbye')
    tell({ kind: 'reply' })
    tell({ kind: 'answered' })
  }
  const close = (asks: boolean) => {
    stage = 'rating'
    until = clock.now() + LATEST_MS
    unbeat = clock.onBeat(() => {
      if (clock.now() < until) return
      if (stage === 'rating') return goodbye()
      unbeat()
      hangUp()
    })
    if (!asks) goodbye()
  }
  /** A score is kept, anything else ends the call; he is asked only once. */
  const answer = (score: number | null): boolean => {
    if (stage === 'goodbye') return true
    if (stage !== 'rating') return false
    if (asked) return true
    asked = true
    if (score === null) goodbye()
    else void rate(score).then(goodbye)
    return true
  }
  const wait = () => {
    phrases += 1
    if (phrases % (PHRASES + 1) === 0) house('still-waiting')
    else mouth.say({ text: MUSIC, seq: null })
  }
  return {
    changed({ status }, asks) {
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
      if (status === 'closed' && stage === 'talking') close(asks)
    },
    silent() {
      if (stage === 'waiting') wait()
      if (stage === 'rating') until = Math.min(until, clock.now() + RATING_MS)
      if (stage === 'goodbye') hangUp()
    },
    close: () => unbeat(),
    said: (text) => answer(scoreSaid(text)),
    pressed: (keys) => answer(/^[1-5]$/.test(keys) ? Number(keys) : null),
    hints() {
      if (stage !== 'rating' && stage !== 'goodbye') return null
      const own = { bargeIn: stage === 'rating' ? ('both' as const) : ('off' as const), keys: 1 }
      const phrases = stage === 'rating' ? scorePhrases(language) : []
      return { expects: 'choice', phrases, digits: 0, own: { ...own, noInputMs: NO_PROMPT_MS, retries: 0 } }
    },
  }
}
