import type { Clock } from '#voice/clock.ts'
import { scorePhrases, scoreSaid } from '#voice/closing-words.ts'
import type { StepHints } from '#voice/contract.ts'
import { readAloud } from '#voice/reading/read-aloud.ts'
import type { MediaSession } from '#voice/transports/contract.ts'
import type { Happening } from '#voice/turns.ts'
import { type SaysKey, says, type VoiceLanguage } from '#voice/wording.ts'

/** So long the rating is waited for once its question was heard. */
const RATING_MS = 8000
/** At the latest so long after the conversation closed, whatever is being heard. */
const LATEST_MS = 30_000
/** A goodbye that is never heard to its end ends the call nevertheless. */
const GOODBYE_MS = 15_000
/** Nobody is asked again while his rating is waited for. */
const NO_PROMPT_MS = 60_000

export type PartingOptions = {
  clock: Clock
  session: Pick<MediaSession, 'hangUp'>
  language: VoiceLanguage
  house: (key: SaysKey) => void
  tell: (happening: Happening) => void
  /** Keeps what he thinks of the service; false when that failed. */
  rate: (score: number) => Promise<boolean>
}

/** The last words of a call: how it was, by key or by word, then goodbye. */
export function openParting({ clock, session, language, house, tell, rate }: PartingOptions) {
  let stage: 'none' | 'rating' | 'goodbye' = 'none'
  /** When the call goes on to its next stage by itself. */
  let until = Number.POSITIVE_INFINITY
  let answered = false
  /** Since when the question is heard, and whether it was heard to its end. */
  let heardSince = Number.POSITIVE_INFINITY
  let heardOut = false
  let repeated = false
  const question = (['rating', 'rating-keys'] as const).flatMap((key) => readAloud(says(key, language), language))
  let unbeat = () => {}
  const hangUp = () => void session.hangUp()
  const speak = (...keys: SaysKey[]) => {
    for (const key of keys) house(key)
    tell({ kind: 'reply' })
    tell({ kind: 'answered' })
  }
  const goodbye = (thanks = false) => {
    if (stage === 'goodbye') return
    stage = 'goodbye'
    until = clock.now() + GOODBYE_MS
    if (thanks) speak('rating-thanks', 'goodbye')
    else speak('goodbye')
  }
  /** A score is kept, anything else ends the call; only the first answer counts. */
  const answer = (score: number | null): boolean => {
    if (stage === 'goodbye') return true
    if (stage !== 'rating') return false
    if (answered) return true
    answered = true
    if (score === null) goodbye()
    else void rate(score).then(goodbye)
    return true
  }
  /** The end of what he was saying when the question came is no answer to it. Cut off by it, it is asked once more. */
  const spoke = (score: number | null, since: number): boolean => {
    const none = since < heardSince || (score === null && !heardOut)
    if (stage !== 'rating' || answered || !none || repeated) return answer(since < heardSince ? null : score)
    repeated = true
    speak('rating')
    return true
  }
  return {
    isOn: () => stage !== 'none',
    asks: () => stage === 'rating' && !answered,
    /** `asks`: he is asked how it was, which is being said. */
    begin(asks: boolean): void {
      stage = 'rating'
      until = clock.now() + LATEST_MS
      unbeat = clock.onBeat(() => {
        if (clock.now() < until) return
        if (stage === 'rating') return goodbye()
        unbeat()
        hangUp()
      })
      if (!asks) goodbye()
    },
    /** A sentence of ours begins to be heard. */
    begins(sentence: string): void {
      if (stage === 'rating' && question.includes(sentence)) heardSince = Math.min(heardSince, clock.now())
    },
    silent(): void {
      heardOut = true
      if (stage === 'rating') until = Math.min(until, clock.now() + RATING_MS)
      if (stage === 'goodbye') hangUp()
    },
    close: () => unbeat(),
    /** `since`: when he began to say it. */
    said: (text: string, since: number) => spoke(scoreSaid(text), since),
    pressed: (keys: string) => answer(/^[1-5]$/.test(keys) ? Number(keys) : null),
    hints(): StepHints | null {
      if (stage === 'none') return null
      const own = { bargeIn: stage === 'rating' ? ('both' as const) : ('off' as const), keys: 1 }
      const phrases = stage === 'rating' ? scorePhrases(language) : []
      return { expects: 'choice', phrases, digits: 0, own: { ...own, noInputMs: NO_PROMPT_MS, retries: 0 } }
    },
  }
}
