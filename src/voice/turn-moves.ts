import type { TurnSettings } from '#voice/turn-settings.ts'
import type { TurnAction, TurnState } from '#voice/turn-taking.ts'

/** A step of the state machine being made: a private copy of the state, and what it wants done. */
export type Draft = { s: TurnState; actions: TurnAction[]; settings: TurnSettings; at: number }

/** The customer is with people, or waits for one. */
export const isAway = ({ phase }: TurnState): boolean => phase === 'transferring' || phase === 'bridged'

export const act = (draft: Draft, action: TurnAction): void => void draft.actions.push(action)

/** Begins an utterance, where speech counts now. */
export function listen(draft: Draft): void {
  const { s, settings, at } = draft
  const deaf = s.playing && settings.bargeIn !== 'speech' && settings.bargeIn !== 'both'
  if (deaf || s.utterance || s.keys || s.heldAt !== null || isAway(s) || s.voiceSince === null) return
  s.utterance = { since: at, voicedMs: 0, onSince: at, quietSince: at, text: '' }
  act(draft, { kind: 'listen' })
}

export function dropUtterance(draft: Draft): void {
  if (!draft.s.utterance) return
  draft.s.utterance = null
  act(draft, { kind: 'drop-utterance' })
}

/** His turn. Whoever speaks already, at a place that allowed no interruption, is heard from here. */
export function keepListening(draft: Draft): void {
  draft.s.phase = 'listening'
  draft.s.listeningSince = draft.at
  listen(draft)
}

export function stop(draft: Draft): void {
  const { s } = draft
  if (!s.playing) return
  s.playing = false
  s.pausedAt = null
  act(draft, { kind: 'stop' })
}

function think({ s, at }: Draft): void {
  if (!isAway(s)) s.phase = 'thinking'
  s.answered = false
  s.thinkingSince = at
  s.fillerSaid = false
}

export function understand(draft: Draft, text: string): void {
  const { s } = draft
  think(draft)
  s.carried = ''
  s.misses = 0
  act(draft, { kind: 'understand', text })
}

export function answerKeys(draft: Draft): void {
  const { s } = draft
  const { keys } = s
  s.keys = ''
  think(draft)
  act(draft, { kind: 'keys', keys })
}

/** Says something of the house, which is to be heard like a reply. */
export function deliver(draft: Draft, action: TurnAction): void {
  act(draft, action)
  draft.s.playing = true
  if (!isAway(draft.s)) draft.s.phase = 'speaking'
}

/** Asks again; when that was done often enough, gives up. */
export function miss(draft: Draft, why: 'no-input' | 'no-match'): void {
  const { s, settings } = draft
  s.misses += 1
  if (s.misses > settings.retries) {
    s.misses = 0
    think(draft)
    act(draft, { kind: 'give-up', why })
    return
  }
  s.answered = true
  deliver(draft, { kind: 'prompt', what: why, n: s.misses })
}

export function resume(draft: Draft): void {
  if (draft.s.pausedAt === null || draft.s.heldAt !== null) return
  draft.s.pausedAt = null
  draft.s.carried = ''
  act(draft, { kind: 'resume' })
}

/** The house listens no more. */
export function away(draft: Draft, phase: 'transferring' | 'bridged'): void {
  const { s } = draft
  dropUtterance(draft)
  s.stale = s.awaited
  s.carried = ''
  s.keys = ''
  resume(draft)
  s.phase = phase
}
