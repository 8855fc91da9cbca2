import type { Asr } from '#engines/asr/open-asr.ts'
import type { AudioFrame } from '#engines/audio.ts'
import type { Tts } from '#engines/tts/open-tts.ts'
import type { VadEngine } from '#engines/vad/contract.ts'
import type { Log } from '#platform/log.ts'
import type { Clock } from '#voice/clock.ts'
import type { CallTurn, Key, LegEnd, StepHints } from '#voice/contract.ts'
import { openEars } from '#voice/ears.ts'
import { openEnding } from '#voice/ending.ts'
import { fillSilence } from '#voice/fill-silence.ts'
import { openCutMarks } from '#voice/mark-cut.ts'
import { openMouth } from '#voice/mouth.ts'
import { performTurns } from '#voice/perform-turns.ts'
import type { Mouth } from '#voice/playout.ts'
import { readAloud } from '#voice/reading/read-aloud.ts'
import { openTalk, type Talk, type TalkDeps } from '#voice/talk.ts'
import type { MediaSession } from '#voice/transports/contract.ts'
import { openTurnTimer, type TurnTimer } from '#voice/turn-figures.ts'
import { NO_HINTS, settingsFor } from '#voice/turn-settings.ts'
import { openTurns } from '#voice/turns.ts'
import { type SaysKey, says, type VoiceLanguage } from '#voice/wording.ts'

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
  key?(key: Key): void
  close?(): void
}

export type CallAbout = {
  channel: 'phone' | 'voice'
  customer: { id: string; elderly: boolean }
  language: VoiceLanguage
  taps: CallTap[]
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
  const settings = () => settingsFor(hints, customer)
  const phrases = () => [...hints.phrases, ...deps.phrases(language)]
  const timer = openTurnTimer(events.onTurn)
  const cuts = openCutMarks(deps.conversations)

  // The line → even frames → who speaks → what he says.
  const ears = openEars(
    { ...deps, device: session.device, language: () => language, phrases },
    {
      onVoice(on) {
        timer.spoke(clock.now())
        turns.tell({ kind: 'voice', on })
      },
      onPartial(text) {
        caption('customer', text, false)
        turns.tell({ kind: 'partial', text })
      },
    },
  )
  const filler = fillSilence(clock, (frame) => {
    for (const tap of taps) tap.caller?.(frame, ears.speaking())
    ears.write(frame)
  })
  // Whose turn it is → reception, as in a chat.
  const talk = openTalk(
    deps,
    {
      ...about,
      customerId: customer.id,
      screen: session.show !== undefined,
      asksYesNo: () => hints.expects === 'yes-no',
    },
    {
      onOpened: ({ id }) => events.onConversation(id),
      onSay(message, spoken) {
        timer.mark('answer', clock.now())
        caption('us', spoken.text, true)
        say(spoken.text, message.seq)
      },
      onAnswered() {
        const conversation = talk.conversation()
        if (conversation) hints = deps.hearing(conversation.dialogue)
        turns.tell({ kind: 'answered' })
      },
      onChanged: (conversation) => ending.changed(conversation),
      onRated: () => ending.rated(),
      onFault: (error) => deps.log.warn({ err: error }, 'a turn of a call failed'),
    },
  )
  // Sentences → read aloud → sound, on a clock → the line.
  const mouth = openMouth(
    { ...deps, session, language, elderly: customer.elderly, taps, timer },
    {
      onFirst: () => {},
      onHeard: cuts.heard,
      onSilent: () => {
        turns.tell({ kind: 'played' })
        ending.silent()
      },
    },
  )
  const house = (key: SaysKey, params?: Record<string, string>) => {
    const text = says(key, language, params)
    caption('us', text, true)
    for (const sentence of readAloud(text, language)) mouth.say({ text: sentence, seq: null })
  }
  const say = (text: string, seq: number | null) => {
    const sentences = readAloud(text, language)
    for (const sentence of sentences) mouth.say({ text: sentence, seq })
    if (sentences.length) turns.tell({ kind: 'reply' })
  }
  const caption = (who: 'customer' | 'us', text: string, final: boolean) => {
    if (text) session.show?.({ kind: 'caption', who, text, final })
  }
  const turns = openTurns(clock, settings, (action) =>
    performTurns(
      {
        deps,
        ears,
        mouth,
        talk,
        timer,
        cuts,
        ending,
        house,
        caption,
        language,
        hints: () => hints,
        tell: (happening) => turns.tell(happening),
        onInterrupted: events.onInterrupted,
      },
      action,
    ),
  )
  const ending = openEnding({ clock, session, mouth, house, tell: (happening) => turns.tell(happening) })

  const parts = { ...deps, session, taps, timer, turns, ears, filler, mouth, talk, events }
  connect(parts)
  turns.tell({ kind: 'begin' })
  house(ears.who() === 'keys' ? 'greeting-keys' : 'greeting', { name: deps.botName(language) })
  turns.tell({ kind: 'reply' })
  return { talk, mouth, phase: () => turns.state().phase, hangUp: () => session.hangUp() }
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
  events: CallEvents
}

/** What the line tells goes to the stages; when it ends, they do. */
function connect({ clock, session, taps, timer, turns, ears, filler, mouth, talk, events }: Stages): void {
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
    for (const tap of taps) tap.key?.(key)
    timer.spoke(clock.now())
    turns.tell({ kind: 'key', key })
  })
  session.onHold((on) => turns.tell({ kind: 'hold', on }))
  session.onEnd((why) => {
    turns.tell({ kind: 'end' })
    unbeat()
    for (const stage of [filler, ears, mouth, talk]) stage.close()
    for (const tap of taps) tap.close?.()
    events.onEnd(why)
  })
}
