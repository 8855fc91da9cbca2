import type { AudioFrame } from '#engines/audio.ts'
import type { Tts } from '#engines/tts/open-tts.ts'
import type { Log } from '#platform/log.ts'
import type { Clock } from '#voice/clock.ts'
import { openDeviceMouth } from '#voice/device-speech.ts'
import { holdMusic } from '#voice/hold-music.ts'
import { type Mouth, type MouthEvents, openPlayout } from '#voice/playout.ts'
import type { MediaSession } from '#voice/transports/contract.ts'
import type { TurnTimer } from '#voice/turn-figures.ts'
import type { VoiceLanguage } from '#voice/wording.ts'

/** A line that is played, not said. */
export const MUSIC = '♪'
/** The elderly are spoken to slowly. */
const SLOW = 0.8

export type MouthOptions = {
  clock: Clock
  tts: Pick<Tts, 'speak' | 'best'>
  /** Where the voice goes. */
  line: Pick<MediaSession, 'send' | 'clear' | 'device'>
  language: VoiceLanguage
  elderly: boolean
  timer: TurnTimer
  log: Log
}

/** Speaks with a voice of ours, else with the one of the customer's device, else only on his screen. */
export function openMouth(options: MouthOptions, events: MouthEvents): Mouth & { who(): string } {
  const { clock, tts, line, language, timer, log } = options
  const speed = options.elderly ? SLOW : 1
  const ours = () => tts.best(language)?.id
  const timed: MouthEvents = {
    ...events,
    onFirst(sentence) {
      timer.mark('sound', clock.now())
      timer.mark('packet', clock.now())
      events.onFirst(sentence)
    },
  }
  if (!ours() && line.device?.speaks())
    return { ...openDeviceMouth(line.device, () => ({ language, speed }), timed), who: () => 'browser' }
  async function* speak(text: string, signal: AbortSignal): AsyncIterable<AudioFrame> {
    if (text === MUSIC) return yield* holdMusic()
    if (!ours()) return
    for await (const frame of tts.speak(text, { language, voice: '', speed, signal })) {
      timer.mark('sound', clock.now())
      yield frame
    }
  }
  const playout = openPlayout({
    clock,
    speak,
    send: line.send,
    clear: line.clear,
    onFault: (error) => log.error({ err: error }, 'a sentence could not be said; the call goes on'),
    events: timed,
  })
  return { ...playout, who: () => ours() ?? 'none' }
}
