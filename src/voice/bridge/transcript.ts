import type { Asr } from '#engines/asr/open-asr.ts'
import type { AudioFrame } from '#engines/audio.ts'
import type { VadEngine } from '#engines/vad/contract.ts'
import type { Log } from '#platform/log.ts'
import { type BridgeState, CUSTOMER, type Party } from '#voice/bridge/bridge-state.ts'
import { type Leg, SILENCE } from '#voice/bridge/open-bridge.ts'
import { openScribe, type Scribe } from '#voice/bridge/scribe.ts'
import type { CallTap } from '#voice/call.ts'
import type { Clock } from '#voice/clock.ts'
import type { Ear } from '#voice/ear.ts'
import { openEars } from '#voice/ears.ts'
import { fillSilence } from '#voice/fill-silence.ts'
import type { Talk } from '#voice/talk.ts'
import type { DeviceSpeech } from '#voice/transports/contract.ts'
import type { VoiceLanguage } from '#voice/wording.ts'
import type { Screen } from '#voice/words.ts'

/** A line of what is said, as it comes. */
export type Caption = { who: 'customer' | 'us'; party: Party; text: string; final: boolean }

export type TranscriptOptions = {
  clock: Clock
  vad: VadEngine
  asr: Pick<Asr, 'hear' | 'best'>
  hotWords: (language: VoiceLanguage) => string[]
  log: Log
  language: VoiceLanguage
  taps: CallTap[]
  screen: Screen
  /** How the customer is heard. */
  ears: Ear
  device: DeviceSpeech | undefined
  talk: Talk
}

type Heard = {
  state: () => BridgeState
  /** Even frames of one of ours. */
  onFrame: (id: string, frame: AudioFrame) => void
  onCaption: (caption: Caption) => void
  onSaid: (party: Party, text: string) => void
}

/** A recogniser may take so long after somebody has paused. */
const RECOGNISE_MS = 6000

/** What everybody in a call says, in writing: the customer and each of ours on a channel of his own. */
export function openTranscript(options: TranscriptOptions, { state, onFrame, onCaption, onSaid }: Heard) {
  const { asr, language, talk, taps } = options
  const voices = new Map<string, Voice>()
  // Who knows only phrases hears sentences wrong, and wrong words would be the customer's own.
  const canHear = (device: DeviceSpeech | undefined) => asr.best(language, null) !== null || Boolean(device?.hears())
  const captioned = (who: Caption['who'], party: Party, text: string, final: boolean) => {
    options.screen.caption(who, text, final)
    onCaption({ who, party, text, final })
  }
  const partyOf = (id: string) => state().parties.find((party) => party.id === id)
  const hearing = () => ({ language, grammar: null, hotWords: options.hotWords(language), limitMs: RECOGNISE_MS })
  const scribe = openScribe({
    clock: options.clock,
    ear: () => options.ears,
    options: hearing,
    onBegin() {
      for (const tap of taps) tap.listening?.()
    },
    onText(text) {
      const party = partyOf(CUSTOMER)
      if (party) captioned('customer', party, text, true)
      const meant = taps.filter((tap) => tap.told?.(text, null))
      if (!meant.length) void talk.tell(text)
    },
  })
  const close = (id: string): void => {
    voices.get(id)?.close()
    voices.delete(id)
  }
  return {
    /** What is written down: the customer's words, ours; whether by the browser of one of us. */
    covers: (id: string) => ({
      customer: canHear(options.device),
      us: [...voices.values()].some((voice) => voice.writes && canHear(voice.device)),
      device: asr.best(language, null) === null && Boolean(voices.get(id)?.device?.hears()),
    }),
    /** The customer is written down while people hear him. */
    follow(): void {
      const { phase, held } = state()
      scribe.turn(phase === 'talking' && !held && canHear(options.device))
    },
    voice: scribe.voice,
    partial(text: string): void {
      const party = partyOf(CUSTOMER)
      if (scribe.isOn() && party) captioned('customer', party, text, false)
    },
    open(party: Party, leg: Leg): void {
      close(party.id)
      const voice = openVoiceOf(leg, {
        ...options,
        hearing,
        writes: party.kind !== 'number' && canHear(leg.device),
        onFrame: (frame) => onFrame(party.id, frame),
        isMuted: () => partyOf(party.id)?.muted ?? true,
        onPartial: (text) => captioned('us', party, text, false),
        onText(text) {
          captioned('us', party, text, true)
          onSaid(party, text)
        },
      })
      voices.set(party.id, voice)
    },
    /** False when nobody listens to him here. */
    write(id: string, frame: AudioFrame): boolean {
      const voice = voices.get(id)
      voice?.write(frame)
      return voice !== undefined
    },
    close,
    closeAll(): void {
      scribe.close()
      for (const id of [...voices.keys()]) close(id)
    },
  }
}

type Voice = { writes: boolean; device: DeviceSpeech | undefined; write(frame: AudioFrame): void; close(): void }
type VoiceOptions = Pick<TranscriptOptions, 'clock' | 'vad' | 'asr' | 'log' | 'language' | 'taps'> & {
  hearing: () => Parameters<Ear['listen']>[0]
  writes: boolean
  isMuted: () => boolean
  onFrame: (frame: AudioFrame) => void
  onPartial: (text: string) => void
  onText: (text: string) => void
}

/** One of ours as he is heard: even frames, and what he says in writing when that can be told. */
function openVoiceOf(leg: Leg, options: VoiceOptions): Voice {
  const { clock, taps, writes } = options
  const onVoice = (on: boolean) => scribe.voice(on)
  const ears = openEars(
    { ...options, device: leg.device, language: () => options.language, phrases: () => [] },
    { onVoice, onPartial: (text) => scribe.isOn() && options.onPartial(text) },
  )
  const scribe: Scribe = openScribe({
    clock,
    ear: () => ears,
    options: options.hearing,
    onBegin() {
      for (const tap of taps) tap.speaking?.({ text: '', seq: null })
    },
    onText(text) {
      for (const tap of taps) tap.heard?.({ text, seq: null })
      // Whoever asks for a card's number is told apart by his words; what comes next may not be kept.
      for (const tap of taps) tap.speaking?.({ text, seq: null })
      options.onText(text)
    },
  })
  scribe.turn(writes)
  const filler = fillSilence(clock, (frame) => {
    const heard = options.isMuted() ? SILENCE : frame
    if (writes) ears.write(heard)
    options.onFrame(heard)
  })
  return {
    writes,
    device: leg.device,
    write: filler.write,
    close() {
      scribe.turn(false)
      filler.close()
      scribe.close()
      ears.close()
    },
  }
}
