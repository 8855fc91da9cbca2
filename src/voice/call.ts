import type { Asr } from '#engines/asr/open-asr.ts'
import type { AudioFrame } from '#engines/audio.ts'
import type { Tts } from '#engines/tts/open-tts.ts'
import type { VadEngine } from '#engines/vad/contract.ts'
import type { Log } from '#platform/log.ts'
import type { Clock } from '#voice/clock.ts'
import type { CallTurn, Key, LegEnd, StepHints } from '#voice/contract.ts'
import { openEars } from '#voice/ears.ts'
import { type Ending, openEnding } from '#voice/ending.ts'
import { fillSilence } from '#voice/fill-silence.ts'
import { openCutMarks } from '#voice/mark-cut.ts'
import { type CallMenu, type MenuTalk, openMenuTalk } from '#voice/menu-talk.ts'
import { openMouth } from '#voice/mouth.ts'
import { performTurns } from '#voice/perform-turns.ts'
import type { Line, Mouth } from '#voice/playout.ts'
import { readAloud } from '#voice/reading/read-aloud.ts'
import { type CallScript, openScriptTalk } from '#voice/script-talk.ts'
import { openTalk, type Talk, type TalkDeps } from '#voice/talk.ts'
import type { MediaSession } from '#voice/transports/contract.ts'
import { openTurnTimer, type TurnTimer } from '#voice/turn-figures.ts'
import { NO_HINTS, settingsFor } from '#voice/turn-settings.ts'
import { type Happening, openTurns } from '#voice/turns.ts'
import type { VoiceLanguage } from '#voice/wording.ts'
import { openScreen, openWords, type Words } from '#voice/words.ts'

export type CallDeps = TalkDeps & {
  clock: Clock
  vad: VadEngine
  asr: Pick<Asr, 'hear' | 'best'>
  tts: Pick<Tts, 'speak' | 'best'>
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
}

export type CallEvents = {
  onTurn(turn: CallTurn): void
  onConversation(id: string): void
  onInterrupted(): void
  /** Who hears and who speaks now. */
  onWho(ears: string, voice: string): void
  onEnd(why: LegEnd): void
}

export type RunningCall = { talk: Talk; mouth: Mouth; phase(): string; hangUp(): Promise<void> }

/** A call as the list of stages that sound and words pass, from the line and back to it. */
export function runCall(deps: CallDeps, session: MediaSession, about: CallAbout, events: CallEvents): RunningCall {
  const { clock } = deps
  const { language, customer, taps } = about
  let hints = NO_HINTS
  const timer = openTurnTimer(events.onTurn)
  const cuts = openCutMarks(deps.conversations)
  const screen = openScreen(session)

  // The line → even frames → who speaks → what he says.
  const expected = () => ending.hints() ?? led?.hints() ?? hints
  const phrases = () => [...expected().phrases, ...talk.phrases(), ...deps.phrases(language)]
  const ears = openEars(
    { ...deps, device: session.device, language: () => language, phrases },
    {
      onVoice(on) {
        timer.spoke(clock.now())
        turns.tell({ kind: 'voice', on })
      },
      onPartial(text) {
        screen.caption('customer', text, false)
        turns.tell({ kind: 'partial', text })
      },
    },
  )
  const filler = fillSilence(clock, (frame) => {
    for (const tap of taps) tap.caller?.(frame, ears.speaking())
    ears.write(frame)
    if (waiting?.ready(ears.speaking())) begin()
  })
  // Whose turn it is.
  const tell = (happening: Happening) => turns.tell(happening)
  const settings = () => settingsFor(expected(), customer)
  const turns = openTurns(clock, settings, (action) => performTurns(performing, action))
  // Reception, as in a chat.
  const asksYesNo = () => hints.expects === 'yes-no'
  const conversation = openTalk(
    deps,
    { ...about, customerId: customer.id, screen: session.show !== undefined, asksYesNo },
    {
      onOpened: ({ id }) => events.onConversation(id),
      onSay(message, spoken) {
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
  const speaking = { ...deps, session, language, elderly: customer.elderly, taps, timer }
  const mouth = openMouth(speaking, {
    ...toTaps(about, cuts),
    onSilent: () => {
      tell({ kind: 'played' })
      led?.silent()
      ending.silent()
    },
  })
  const words = openWords(mouth, screen, language)
  const ending = openEnding({ clock, session, mouth, language, house: words.house, tell, rate: talk.rate })
  const performing = { deps, ears, mouth, talk, timer, cuts, ending, words, screen, language, taps, tell, events }

  connect({ clock, session, taps, timer, turns, ears, filler, mouth, talk, ending, events })
  // Whoever is called speaks first.
  let waiting = about.script
  const begin = () => {
    waiting = null
    greet({ deps, ears, words, talk, tell }, about)
  }
  if (!waiting) begin()
  return { talk, mouth, phase: () => turns.state().phase, hangUp: () => session.hangUp() }
}

/** The first words of a call: what everybody must be told, then a menu, a script or the greeting. */
function greet({ deps, ears, words, talk, tell }: Greeting, { notice, language }: CallAbout): void {
  tell({ kind: 'begin' })
  if (notice) words.say(notice, null)
  if (!talk.begin()) words.house(ears.who() === 'keys' ? 'greeting-keys' : 'greeting', { name: deps.botName(language) })
  tell({ kind: 'reply' })
}

type Greeting = {
  deps: CallDeps
  ears: ReturnType<typeof openEars>
  words: Words
  talk: MenuTalk
  tell: (happening: Happening) => void
}

/** What begins to be said and what was heard, for those who listen along. */
function toTaps({ taps, notice, language }: CallAbout, cuts: ReturnType<typeof openCutMarks>) {
  const notices = new Set(readAloud(notice ?? '', language))
  return {
    onFirst: (line: Line) => {
      for (const tap of taps) tap.speaking?.(line)
    },
    onHeard: (line: Line) => {
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
  events: CallEvents
}

/** What the line tells goes to the stages; when it ends, they do. */
function connect({ clock, session, taps, timer, turns, ears, filler, mouth, talk, ending, events }: Stages): void {
  let shown = ''
  let beats = 0
  const unbeat = clock.onBeat(() => {
    turns.tell({ kind: 'tick' })
    beats += 1
    if (beats % STATE_BEATS) return
    const state = { phase: turns.state().phase, ears: ears.who(), voice: mouth.who() }
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
    if (meant.length) return
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
    for (const stage of [filler, ears, mouth, talk, ending]) stage.close()
    for (const tap of taps) void tap.close?.()
    events.onEnd(why)
  })
}
