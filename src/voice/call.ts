import type { StoredConversation } from '#conversations/stored.ts'
import type { Asr } from '#engines/asr/open-asr.ts'
import type { AudioFrame } from '#engines/audio.ts'
import type { Tts } from '#engines/tts/open-tts.ts'
import type { VadEngine } from '#engines/vad/contract.ts'
import type { Log } from '#platform/log.ts'
import { CUSTOMER } from '#voice/bridge/bridge-state.ts'
import { SILENCE } from '#voice/bridge/open-bridge.ts'
import { openPeople, type People } from '#voice/bridge/people.ts'
import type { Clock } from '#voice/clock.ts'
import type { CallTurn, Key, LegEnd, StepHints } from '#voice/contract.ts'
import type { EarEvents } from '#voice/ear.ts'
import { openEars } from '#voice/ears.ts'
import { type Ending, openEnding } from '#voice/ending.ts'
import { fillSilence } from '#voice/fill-silence.ts'
import { openCutMarks } from '#voice/mark-cut.ts'
import { type CallMenu, type MenuTalk, openMenuTalk } from '#voice/menu-talk.ts'
import { openMouth } from '#voice/mouth.ts'
import { type OwnEcho, openOwnEcho } from '#voice/own-echo.ts'
import { performTurns } from '#voice/perform-turns.ts'
import type { Line, Mouth } from '#voice/playout.ts'
import { readAloud } from '#voice/reading/read-aloud.ts'
import { type CallScript, openScriptTalk } from '#voice/script-talk.ts'
import { openTalk, type Talk, type TalkDeps } from '#voice/talk.ts'
import type { MediaSession } from '#voice/transports/contract.ts'
import { openTurnTimer, type TurnTimer } from '#voice/turn-figures.ts'
import { NO_HINTS, settingsFor } from '#voice/turn-settings.ts'
import { type Happening, openTurns } from '#voice/turns.ts'
import type { Queueing } from '#voice/waiting.ts'
import type { VoiceLanguage } from '#voice/wording.ts'
import { openScreen, openWords, type Screen, type Words } from '#voice/words.ts'

export type CallDeps = TalkDeps & {
  clock: Clock
  vad: VadEngine
  asr: Pick<Asr, 'hear' | 'best' | 'prepare'>
  tts: Pick<Tts, 'speak' | 'best' | 'prepare'>
  /** How the answer to what was asked is heard, from the state of the dialogue. */
  hearing: (dialogue: unknown) => StepHints
  /** What people say at any time, for recognisers that know only phrases. */
  phrases: (language: VoiceLanguage) => string[]
  hotWords: (language: VoiceLanguage) => string[]
  botName: (language: VoiceLanguage) => string
  log: Log
}

/** Hears or records a call without taking part in it. */
export type CallTap = {
  caller?(frame: AudioFrame, speaking: boolean): void
  ours?(frame: AudioFrame): void
  /** True when the key was meant for it alone. */
  key?(key: Key): boolean
  hold?(on: boolean): void
  /** The notice of the beginning was heard to its end. */
  noticed?(): void
  /** He begins to say something; what it was, and its message when it became one. */
  listening?(): void
  /** True when it was meant for it alone. */
  told?(text: string, seq: number | null): boolean
  /** A sentence of ours begins; it was heard to its end. */
  speaking?(line: Line): void
  heard?(line: Line): void
  close?(): Promise<void> | void
}

export type CallAbout = {
  channel: 'phone' | 'voice'
  customer: { id: string; elderly: boolean }
  language: VoiceLanguage
  taps: CallTap[]
  /** What everybody must be told first, e.g. that the call is recorded. */
  notice: string | null
  /** The menu the call begins with; null when it begins with a greeting. */
  menu: CallMenu | null
  /** Leads a call that we make; null when the other end called. */
  script: CallScript | null
  /** One that a person of ours serves already: he leads the call, and what is said belongs there. */
  conversation?: StoredConversation | null
  /** What the queue tells him while he waits for a person. */
  queueing: (conversation: () => StoredConversation | null) => Queueing
}

export type CallEvents = {
  onTurn(turn: CallTurn): void
  onConversation(id: string): void
  onInterrupted(): void
  /** Who hears and who speaks now. */
  onWho(ears: string, voice: string): void
  onEnd(why: LegEnd): void
}

export type RunningCall = {
  talk: Talk
  mouth: Mouth
  /** People of ours in the call. */
  people: People
  session: MediaSession
  language: VoiceLanguage
  phase(): string
  hangUp(): Promise<void>
}

/** A call as the list of stages that sound and words pass, from the line and back to it. */
export function runCall(deps: CallDeps, session: MediaSession, about: CallAbout, events: CallEvents): RunningCall {
  const { clock } = deps
  const { language, customer, taps } = about
  let hints = NO_HINTS
  const timer = openTurnTimer(events.onTurn)
  const cuts = openCutMarks(deps.conversations)
  const screen = openScreen(session)

  // The line → even frames → without our own voice → who speaks → what he says.
  const expected = () => ending.hints() ?? led?.hints() ?? hints
  const phrases = () => [...expected().phrases, ...talk.phrases(), ...deps.phrases(language)]
  const ears = openEars(
    { ...deps, device: session.device, language: () => language, phrases },
    earEvents({ clock, timer, screen, people: () => people, tell: (happening) => turns.tell(happening) }),
  )
  const echo = openOwnEcho()
  const filler = fillSilence(clock, (frame) => {
    for (const tap of taps) tap.caller?.(frame, ears.speaking())
    ears.write(echo.without(frame))
    people.customer(frame)
    if (waiting?.ready(ears.speaking())) begin()
  })
  // Whose turn it is.
  const tell = (happening: Happening) => turns.tell(happening)
  const settings = () => settingsFor(expected(), customer)
  const turns = openTurns(clock, settings, (action) => performTurns(performing, action))
  // Reception, as in a chat.
  const conversation = openTalk(
    deps,
    {
      ...{ ...about, customerId: customer.id, screen: session.show !== undefined },
      asksYesNo: () => hints.expects === 'yes-no',
    },
    {
      onOpened: ({ id }) => events.onConversation(id),
      onSay(message, spoken) {
        if (!ending.reads(message)) return
        timer.mark('answer', clock.now())
        if (words.say(spoken.text, message.seq)) tell({ kind: 'reply' })
      },
      onAnswered() {
        hints = deps.hearing(talk.conversation()?.dialogue)
        tell({ kind: 'answered' })
      },
      onChanged: (conversation, asks) => ending.changed(conversation, asks),
      onFault: (error) => deps.log.warn({ err: error }, 'a turn of a call failed'),
    },
  )
  const saying = { say: (line: string) => words.say(line, null), tell, hangUp: () => void session.hangUp() }
  const led = about.script && openScriptTalk(conversation, about.script, saying)
  const talk = led ?? openMenuTalk(conversation, about.menu, saying)
  // Sentences, read aloud → sound, on a clock → the line.
  const { line, toCustomer } = openOutlet(session, taps, echo, () => people)
  const speaking = { ...deps, line, language, elderly: customer.elderly, timer }
  const mouth = openMouth(speaking, {
    ...hearsUs(taps, cuts, about, (sentence) => ending.begins(sentence)),
    onSilent() {
      tell({ kind: 'played' })
      led?.silent()
      ending.silent()
    },
  })
  const words = openWords(mouth, screen, language)
  const leaving = { clock, session, mouth, language, ...askingFor(words, ears), tell, rate: talk.rate, log: deps.log }
  const { conversation: now } = talk
  const ending = openEnding({ ...leaving, ...noticeOf(about), conversation: now, queueing: about.queueing(now) })
  // People of ours: what they say and hear.
  const hearing = { ...deps, language, taps, screen, ears, talk, toCustomer, device: session.device }
  const people = openPeople({ ...hearing, stage: ending })
  const performing = { deps, ears, mouth, talk, timer, cuts, ending, words, screen, language, taps, tell, events }
  connect({ clock, session, taps, timer, turns, ears, filler, mouth, talk, ending, people, events })
  // Whoever is called speaks first.
  let waiting = about.script
  const begin = () => {
    waiting = null
    greet({ deps, ears, words, talk, tell }, about)
  }
  if (!waiting) begin()
  return { talk, mouth, people, session, language, phase: () => turns.state().phase, hangUp: () => session.hangUp() }
}

/** Nobody is asked to say what nothing here can hear. */
const askingFor = (words: Words, ears: { who(): string }): { house: Words['house'] } => ({
  house: (key, params) => words.house(key === 'rating' && ears.who() === 'keys' ? 'rating-keys' : key, params),
})

/** The first words of a call: what everybody must be told, then a menu, a script or the greeting, unless a person does. */
function greet({ deps, ears, words, talk, tell }: Greeting, { notice, language, conversation }: CallAbout): void {
  tell({ kind: 'begin' })
  if (notice) words.say(notice, null)
  if (!conversation && !talk.begin())
    words.house(ears.who() === 'keys' ? 'greeting-keys' : 'greeting', { name: deps.botName(language) })
  if (notice || !conversation) tell({ kind: 'reply' })
}

type Greeting = {
  deps: CallDeps
  ears: ReturnType<typeof openEars>
  words: Words
  talk: MenuTalk
  tell: (happening: Happening) => void
}

type Listening = {
  clock: Clock
  timer: TurnTimer
  screen: Screen
  people: () => People
  tell: (happening: Happening) => void
}

/** What the customer says goes to people when he talks with them, else to whose turn it is. */
const earEvents = ({ clock, timer, screen, people, tell }: Listening): EarEvents => ({
  onVoice(on) {
    timer.spoke(clock.now())
    if (!people().voice(on)) tell({ kind: 'voice', on })
  },
  onPartial(text) {
    if (people().partial(text)) return
    screen.caption('customer', text, false)
    tell({ kind: 'partial', text })
  },
})

/** The way to the customer: straight, or through the mixer while people talk with him. */
function openOutlet(session: MediaSession, taps: CallTap[], echo: OwnEcho, people: () => People) {
  const toCustomer = (frame: AudioFrame | null) => {
    if (frame) {
      echo.sent(frame)
      for (const tap of taps) tap.ours?.(frame)
    }
    session.send(frame ?? SILENCE)
  }
  const line = {
    device: session.device,
    send: (frame: AudioFrame) => void (people().announce(frame) || toCustomer(frame)),
    clear() {
      people().hush()
      session.clear()
    },
  }
  return { toCustomer, line }
}

function noticeOf({ notice, language }: CallAbout) {
  const lines = readAloud(notice ?? '', language)
  return { isNotice: (text: string) => lines.includes(text) }
}

/** What he has heard to its end: nothing of it is cut, and a notice is known once all of it was. */
function hearsUs(
  taps: CallTap[],
  cuts: ReturnType<typeof openCutMarks>,
  { notice, language }: CallAbout,
  begins: (sentence: string) => void,
) {
  const notices = new Set(readAloud(notice ?? '', language))
  return {
    onFirst(line: Line) {
      begins(line.text)
      for (const tap of taps) tap.speaking?.(line)
    },
    onHeard(line: Line) {
      cuts.heard(line)
      for (const tap of taps) tap.heard?.(line)
      if (notices.delete(line.text) && !notices.size) for (const tap of taps) tap.noticed?.()
    },
  }
}

/** So often is it looked who hears and speaks. */
const STATE_BEATS = 10

type Stages = {
  clock: Clock
  session: MediaSession
  taps: CallTap[]
  timer: TurnTimer
  turns: ReturnType<typeof openTurns>
  ears: ReturnType<typeof openEars>
  filler: ReturnType<typeof fillSilence>
  mouth: ReturnType<typeof openMouth>
  talk: Talk
  ending: Ending
  people: People
  events: CallEvents
}

/** What the line tells goes to the stages; when it ends, they do. */
function connect(stages: Stages): void {
  const { clock, session, taps, timer, turns, ears, filler, mouth, talk, ending, people, events } = stages
  let shown = ''
  let beats = 0
  const unbeat = clock.onBeat(() => {
    turns.tell({ kind: 'tick' })
    beats += 1
    if (beats % STATE_BEATS) return
    const state = { phase: turns.state().phase, ears: ears.who(), voice: mouth.who(), rating: ending.asks() }
    const now = Object.values(state).join(' ')
    if (now === shown) return
    shown = now
    events.onWho(state.ears, state.voice)
    session.show?.({ kind: 'state', ...state })
  })
  session.onAudio(filler.write)
  session.onKey((key) => {
    // Every tap hears of it, also when it was meant for another one.
    const meant = taps.filter((tap) => tap.key?.(key))
    if (meant.length || ending.waitingKey(key)) return
    people.keys(CUSTOMER, [key])
    timer.spoke(clock.now())
    turns.tell({ kind: 'key', key })
  })
  session.onHold((on) => {
    for (const tap of taps) tap.hold?.(on)
    turns.tell({ kind: 'hold', on })
  })
  session.onEnd((why) => {
    turns.tell({ kind: 'end' })
    unbeat()
    for (const stage of [people, filler, ears, mouth, talk, ending]) stage.close()
    for (const tap of taps) void tap.close?.()
    events.onEnd(why)
  })
}
