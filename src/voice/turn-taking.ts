import { endsHesitating, isBackChannel, onlyHesitates } from '#voice/hesitation.ts'
import { digitsIn, isNumber, joined, plain } from '#voice/said-digits.ts'
import {
  act,
  answerKeys,
  away,
  type Draft,
  deliver,
  dropUtterance,
  isAway,
  keepListening,
  listen,
  miss,
  resume,
  stop,
  understand,
} from '#voice/turn-moves.ts'
import type { TurnSettings } from '#voice/turn-settings.ts'

/** `transferring`: he waits for a person. `bridged`: he talks with one. The house hears nothing in either. */
export type Phase = 'idle' | 'listening' | 'thinking' | 'speaking' | 'transferring' | 'bridged'

/** Speech that is going on, or whose end is not sure yet. */
export type Utterance = { since: number; voicedMs: number; onSince: number | null; quietSince: number; text: string }

export type TurnState = {
  phase: Phase
  /** Since when somebody's voice is heard on the line, whether it counts or not. */
  voiceSince: number | null
  utterance: Utterance | null
  /** Utterances that have ended and whose text is still to come; of these the first `stale` no longer count. */
  awaited: number
  stale: number
  /** What he said before he hesitated, or was cut off by a pause. */
  carried: string
  carriedAt: number
  /** Something of ours is to be heard; `pausedAt` while that waits for what an interruption turns out to be. */
  playing: boolean
  pausedAt: number | null
  /** Reception has nothing more to say on this turn. */
  answered: boolean
  keys: string
  keyAt: number
  listeningSince: number
  thinkingSince: number
  fillerSaid: boolean
  misses: number
  heldAt: number | null
}

/** Times are milliseconds of one clock that never goes back. */
export type TurnEvent = { at: number } & (
  | { kind: 'begin' }
  | { kind: 'voice'; on: boolean }
  | { kind: 'partial'; text: string }
  /** What an ended utterance was, in the order they ended; empty when nothing could be told. */
  | { kind: 'recognised'; text: string }
  /** The same, when what it was is no part of the conversation. */
  | { kind: 'taken' }
  /** A sentence of ours is ready to be heard. */
  | { kind: 'reply' }
  | { kind: 'answered' }
  /** Everything of ours has been heard. */
  | { kind: 'played' }
  | { kind: 'key'; key: string }
  | { kind: 'tick' }
  | { kind: 'hold'; on: boolean }
  | { kind: 'transfer'; on: boolean }
  /** People talk with him; when they have gone, he waits for the next one. */
  | { kind: 'people'; on: boolean }
  | { kind: 'end' }
)

export type TurnAction =
  /** Recognise from now on, with the moment before. */
  | { kind: 'listen' }
  | { kind: 'end-utterance' }
  | { kind: 'drop-utterance' }
  | { kind: 'understand'; text: string }
  | { kind: 'keys'; keys: string }
  | { kind: 'pause' }
  | { kind: 'resume' }
  /** What is not heard yet never will be. */
  | { kind: 'stop' }
  | { kind: 'prompt'; what: 'no-input' | 'no-match'; n: number }
  | { kind: 'filler' }
  | { kind: 'give-up'; why: 'no-input' | 'no-match' }

export const initialTurn: TurnState = {
  phase: 'idle',
  voiceSince: null,
  utterance: null,
  awaited: 0,
  stale: 0,
  carried: '',
  carriedAt: 0,
  playing: false,
  pausedAt: null,
  answered: true,
  keys: '',
  keyAt: 0,
  listeningSince: 0,
  thinkingSince: 0,
  fillerSaid: false,
  misses: 0,
  heldAt: null,
}

/** Less voice than this is no word. */
const MIN_VOICE_MS = 100
/** A complete answer needs only this much quiet. */
const EARLY_MS = 120
const NOISE_QUIET_MS = 300
/** A voice that says nothing we could tell is asked for its text after this, so that a television does not silence us. */
const UNTOLD_MS = 6000

/** Who may speak now. Pure: the same events give the same actions. */
export function takeTurn(
  state: TurnState,
  event: TurnEvent,
  settings: TurnSettings,
): { state: TurnState; actions: TurnAction[] } {
  const draft: Draft = { s: { ...state }, actions: [], settings, at: event.at }
  if (state.utterance) draft.s.utterance = { ...state.utterance }
  if (state.phase === 'idle' && event.kind !== 'begin') return { state, actions: [] }
  MOVES[event.kind](draft, event as never)
  return { state: draft.s, actions: draft.actions }
}

type EventOf<K extends TurnEvent['kind']> = Extract<TurnEvent, { kind: K }>

const MOVES: { [K in TurnEvent['kind']]: (draft: Draft, event: EventOf<K>) => void } = {
  begin: ({ s, at }) => {
    if (s.phase === 'idle') Object.assign(s, initialTurn, { phase: 'listening', listeningSince: at })
  },
  voice: (draft, { on }) => (on ? voiceOn(draft) : voiceOff(draft)),
  partial: (draft, { text }) => partial(draft, text),
  recognised: (draft, { text }) => recognised(draft, text),
  taken,
  reply,
  answered: (draft) => {
    draft.s.answered = true
    if (!draft.s.playing && draft.s.phase === 'thinking') keepListening(draft)
  },
  played,
  key: (draft, { key: pressed }) => key(draft, pressed),
  tick: (draft) => {
    if (draft.s.heldAt === null) tick(draft)
  },
  hold: (draft, { on }) => (on ? hold(draft) : takeBack(draft)),
  transfer: (draft, { on }) => transfer(draft, on),
  people: (draft, { on }) => {
    if (on) away(draft, 'bridged')
    else if (draft.s.phase === 'bridged') draft.s.phase = 'transferring'
  },
  end: (draft) => {
    dropUtterance(draft)
    stop(draft)
    draft.s.phase = 'idle'
  },
}

function voiceOn(draft: Draft): void {
  const { s, at } = draft
  s.voiceSince = at
  if (s.utterance) s.utterance.onSince = at
  else listen(draft)
}

function voiceOff({ s, at }: Draft): void {
  s.voiceSince = null
  const { utterance } = s
  if (utterance?.onSince === null || !utterance) return
  utterance.voicedMs += at - utterance.onSince
  utterance.onSince = null
  utterance.quietSince = at
}

function partial(draft: Draft, text: string): void {
  const { s, settings } = draft
  if (!s.utterance) return
  s.utterance.text = text
  const meant = [...text].length >= 2 && !onlyHesitates(text) && !isBackChannel(text, settings.expects === 'yes-no')
  if (meant) pause(draft)
}

function recognised(draft: Draft, text: string): void {
  const { s, settings, at } = draft
  if (s.awaited === 0) return
  s.awaited -= 1
  if (s.stale > 0) {
    s.stale -= 1
    return
  }
  const whole = joined(s.carried, text.trim())
  // He goes on speaking: one turn in two pieces.
  if (s.utterance || s.awaited > 0) {
    s.carried = whole
    s.carriedAt = at
    return
  }
  if (s.playing) {
    const nothing = onlyHesitates(whole) || isBackChannel(whole, settings.expects === 'yes-no')
    if (nothing) {
      resume(draft)
    } else {
      stop(draft)
      understand(draft, whole)
    }
  } else if (s.phase === 'listening' && whole === '') {
    miss(draft, 'no-match')
  } else if (s.phase === 'listening' || (s.phase === 'thinking' && !isBackChannel(whole, false))) {
    if (!endsHesitating(whole) && !onlyHesitates(whole) && !lacksDigits(whole, settings)) understand(draft, whole)
    else Object.assign(s, { carried: whole, carriedAt: at, listeningSince: at })
  }
}

function taken(draft: Draft): void {
  const { s, at } = draft
  if (s.awaited === 0) return
  s.awaited -= 1
  s.stale = Math.max(0, s.stale - 1)
  s.listeningSince = at
  if (!s.utterance && s.awaited === 0) resume(draft)
}

/** A reply that comes while he speaks waits for what he says. */
function reply(draft: Draft): void {
  const { s } = draft
  s.playing = true
  if (s.phase === 'listening' || s.phase === 'thinking') s.phase = 'speaking'
  if (s.heldAt !== null || (s.utterance && voiced(s.utterance, draft.at) >= MIN_VOICE_MS)) hush(draft)
}

function played(draft: Draft): void {
  const { s } = draft
  s.playing = false
  s.pausedAt = null
  if (s.phase !== 'speaking') return
  if (s.answered) keepListening(draft)
  else {
    s.phase = 'thinking'
    s.thinkingSince = draft.at
  }
  if (s.keys && draft.settings.bargeIn === 'off') answerKeys(draft)
}

/** Keys win over speech: what he was saying is not waited for. */
function key(draft: Draft, pressed: string): void {
  const { s, settings } = draft
  if (isAway(s) || s.heldAt !== null) return
  dropUtterance(draft)
  s.stale = s.awaited
  s.carried = ''
  s.misses = 0
  if (s.playing && settings.bargeIn !== 'off') {
    stop(draft)
    s.phase = 'listening'
  }
  s.keyAt = draft.at
  if (pressed === '*' && s.keys) {
    s.keys = ''
    s.listeningSince = draft.at
    return
  }
  if (pressed !== '#' || !s.keys) s.keys += pressed
  const complete = pressed === '#' || pressed === '*' || (settings.keys > 0 && s.keys.length >= settings.keys)
  if (complete && !(s.playing && settings.bargeIn === 'off')) answerKeys(draft)
}

function tick(draft: Draft): void {
  const { s, settings, at } = draft
  if (isAway(s)) return
  if (s.utterance) speech(draft, s.utterance)
  if (s.pausedAt !== null && !s.utterance?.text) {
    const stillHeard = s.utterance !== null && s.utterance.onSince !== null
    if (at - s.pausedAt >= settings.falseInterruptionMs && !stillHeard) resume(draft)
  }
  if (!s.utterance) silence(draft)
}

/** What happens when nobody says anything. */
function silence(draft: Draft): void {
  const { s, settings, at } = draft
  if (s.keys) {
    if (!s.playing && at - s.keyAt >= settings.keyPauseMs) answerKeys(draft)
  } else if (s.awaited > 0) {
    return
  } else if (s.carried && !s.playing) {
    if (at - s.carriedAt < settings.maxSilenceMs) return
    if (onlyHesitates(s.carried)) s.carried = ''
    else understand(draft, s.carried)
  } else if (s.phase === 'listening') {
    if (at - s.listeningSince >= settings.noInputMs) miss(draft, 'no-input')
  } else if (s.phase === 'thinking' && !s.fillerSaid && at - s.thinkingSince >= settings.fillerMs) {
    s.fillerSaid = true
    deliver(draft, { kind: 'filler' })
  }
}

/** Whether what is being said interrupts us, was a noise, or has come to its end. */
function speech(draft: Draft, utterance: Utterance): void {
  const { s, settings, at } = draft
  const voice = voiced(utterance, at)
  if (s.playing && voice >= settings.minSpeechMs) pause(draft)
  if (utterance.onSince !== null) {
    const untold = s.pausedAt !== null && utterance.text === '' && at - utterance.since >= UNTOLD_MS
    if (untold || at - utterance.since >= settings.maxSpeechMs) endUtterance(draft)
    return
  }
  const quiet = at - utterance.quietSince
  const least = s.playing && s.pausedAt === null ? settings.minSpeechMs : MIN_VOICE_MS
  if (voice < least && utterance.text === '') {
    if (quiet >= NOISE_QUIET_MS) dropUtterance(draft)
    return
  }
  if (quiet >= endSilence(joined(s.carried, utterance.text), settings)) endUtterance(draft)
}

/** How much quiet ends a turn of which so much is known. */
export function endSilence(text: string, settings: TurnSettings): number {
  const { endSilenceMs, maxSilenceMs, expects, digits } = settings
  if (isComplete(text, settings)) return EARLY_MS
  if (text && endsHesitating(text)) return maxSilenceMs
  if (expects === 'digits' && digits > 0 && text) return Math.max(endSilenceMs, 900)
  return /[。！？!?]$/.test(text) ? Math.min(endSilenceMs, 300) : endSilenceMs
}

/** A phrase that another one begins with is not complete yet. */
function isComplete(text: string, { complete, digits }: TurnSettings): boolean {
  const said = plain(text)
  if (said === '') return false
  if (digits > 0 && digitsIn(said) >= digits) return true
  const phrases = complete.map(plain)
  return phrases.includes(said) && !phrases.some((other) => other !== said && other.startsWith(said))
}

/** A part of a number that is asked for: the rest comes after a breath. */
const lacksDigits = (text: string, { expects, digits }: TurnSettings): boolean =>
  expects === 'digits' && isNumber(text) && digitsIn(text) < digits

const voiced = ({ voicedMs, onSince }: Utterance, at: number) => voicedMs + (onSince === null ? 0 : at - onSince)

function endUtterance(draft: Draft): void {
  draft.s.utterance = null
  draft.s.awaited += 1
  act(draft, { kind: 'end-utterance' })
}

function pause(draft: Draft): void {
  if (draft.s.playing) hush(draft)
}

function hush(draft: Draft): void {
  if (draft.s.pausedAt !== null) return
  draft.s.pausedAt = draft.at
  act(draft, { kind: 'pause' })
}

function hold(draft: Draft): void {
  const { s, at } = draft
  if (s.heldAt !== null) return
  dropUtterance(draft)
  s.voiceSince = null
  if (s.playing) hush(draft)
  s.heldAt = at
}

/** The clock has stood still meanwhile. */
function takeBack(draft: Draft): void {
  const { s, at } = draft
  if (s.heldAt === null) return
  const gone = at - s.heldAt
  s.heldAt = null
  s.carriedAt += gone
  s.keyAt += gone
  s.listeningSince += gone
  s.thinkingSince += gone
  resume(draft)
}

function transfer(draft: Draft, on: boolean): void {
  const { s } = draft
  if (on) {
    if (s.phase !== 'bridged') away(draft, 'transferring')
  } else if (s.phase === 'transferring') {
    if (s.playing) s.phase = 'speaking'
    else keepListening(draft)
  }
}
