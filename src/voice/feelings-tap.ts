import type { CallTap } from '#voice/call.ts'
import { openVoiceFeelings, type VoiceFeelingsDeps } from '#voice/prosody/open-voice-feelings.ts'

const AGREES = /^(?:我)?(?:同意|可以|好的?|行)[。！]?$|^(?:yes|i agree|okay|ok)[.!]?$/i
const DECLINES = /^(?:我)?(?:不同意|不可以|不要|不用|不行)[。！]?$|^(?:no|i decline|i disagree|i do not agree)[.!]?$/i
/** From when a menu has offered these keys, they are its own. */
const OFFERS_KEYS = /按\s*[12一二]|press\s+(?:[12]|one|two)\b/i
/** An agent's microphone is never quite silent. */
const AUDIBLE = 500
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
  /** He has answered, or gone on to something else. */
  let answered = false
  let offered = false
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
    ours(frame) {
      if (frame.some((sample) => Math.abs(sample) > AUDIBLE)) sinceOurs = 0
    },
    heard({ text }) {
      if (told && OFFERS_KEYS.test(text)) offered = true
    },
    key(key) {
      if (!told || answered) return false
      const given = !offered && (key === '1' || key === '2')
      if (given) answer(key === '1', 'key')
      answered = true
      return given
    },
    told(text, seq) {
      const open = told && !answered
      const given = open && (AGREES.test(text.trim()) || DECLINES.test(text.trim()))
      if (given) answer(AGREES.test(text.trim()), 'words')
      // The answer to the notice is the first thing a caller says or presses; later a "yes" means something else.
      if (open) answered = true
      if (given) return true
      if (!consented) return false
      conversationOf()
        .then((id) => {
          if (!id) return
          about.conversationId = id
          return feelings.said({ seq })
        })
        .catch(onFault)
      return false
    },
  }
}
