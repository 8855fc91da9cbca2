import type { CallTap } from '#voice/call.ts'
import { openVoiceFeelings, type VoiceFeelingsDeps } from '#voice/prosody/open-voice-feelings.ts'

const AGREES = /^(?:我)?(?:同意|可以|好的?|行)[。！]?$|^(?:yes|i agree|okay|ok)[.!]?$/i
const DECLINES = /不同意|不可以|不要|不行|^no\b|decline|disagree/i
/** The answer to the notice is one of the first two things a caller says; later a "yes" means something else. */
const FIRST = 2
/** Frames without sound of ours after which we no longer speak. */
const QUIET_FRAMES = 5

export type FeelingsTapDeps = Omit<VoiceFeelingsDeps, 'consented' | 'call'> & {
  call: { id: string; customerId: string }
  /** The conversation of the call; null before its first word. */
  conversationOf: () => Promise<string | null>
  onConsent: (given: boolean, how: 'key' | 'words') => void
  onFault: (error: unknown) => void
}

/** Measures how the customer sounds from the moment he has agreed to it, by 1 or in words, after he was told. */
export function feelingsTap({ database, call, conversationOf, onConsent, onFault }: FeelingsTapDeps): CallTap {
  let told = false
  let consented = false
  let answered = false
  let sayings = 0
  let sinceOurs = QUIET_FRAMES
  const about = { ...call, conversationId: '' }
  const feelings = openVoiceFeelings({ database, call: about, consented: () => consented })
  const answer = (given: boolean, how: 'key' | 'words') => {
    answered = true
    consented = given
    onConsent(given, how)
  }
  return {
    noticed() {
      told = true
    },
    caller: (frame, speaking) => feelings.write(frame, speaking, sinceOurs++ < QUIET_FRAMES),
    ours() {
      sinceOurs = 0
    },
    key(key) {
      if (told && !answered && (key === '1' || key === '2')) answer(key === '1', 'key')
    },
    told(text, seq) {
      sayings++
      if (told && !answered && sayings <= FIRST) {
        if (DECLINES.test(text)) answer(false, 'words')
        else if (AGREES.test(text.trim())) answer(true, 'words')
      }
      if (!consented) return
      conversationOf()
        .then((id) => {
          if (!id) return
          about.conversationId = id
          return feelings.said({ seq })
        })
        .catch(onFault)
    },
  }
}
