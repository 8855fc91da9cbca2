import { openSound, type Sound } from '../../../kit/sound/open-sound.ts'
import { browserHears, browserSpeaks, openOwnHearing, openOwnVoice } from '../../../kit/sound/own-speech.ts'
import type { Locale } from '../../bridge.ts'

export type Caption = { id: number; who: 'customer' | 'us'; text: string; final: boolean }

export type CallState = {
  stage: 'connecting' | 'live' | 'ended' | 'refused'
  microphone: Sound['microphone'] | null
  phase: string
  /** Who hears and who speaks; null until the server has told. */
  ears: string | null
  voice: string | null
  /** He is asked how it was. */
  rating: boolean
  captions: Caption[]
  muted: boolean
  /** He speaks, as far as the browser can tell. */
  speaking: boolean
  level: number
  startedAt: number | null
}

export type OpenCall = { press(key: string): void; mute(on: boolean): void; hangUp(): void }

type ServerFrame =
  | { type: 'answered' }
  | { type: 'refused'; why: string }
  | { type: 'caption'; who: 'customer' | 'us'; text: string; final: boolean }
  | { type: 'state'; phase: string; ears: string; voice: string; rating: boolean }
  | { type: 'say'; id: number; text: string; speed: number }
  | { type: 'clear' }
  | { type: 'hush' }
  | { type: 'ended'; why: string }

const KEPT_CAPTIONS = 60

export const firstState: CallState = {
  ...{ stage: 'connecting', microphone: null, phase: '', ears: null, voice: null, rating: false },
  ...{ captions: [], muted: false, speaking: false, level: 0, startedAt: null },
}

/** A call with the service. `change` is told every change of what is to be seen. */
export function openCall(
  about: { token: string; locale: Locale },
  change: (how: (state: CallState) => CallState) => void,
): OpenCall {
  const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/voice/browser`)
  socket.binaryType = 'arraybuffer'
  const set = (part: Partial<CallState>) => change((state) => ({ ...state, ...part }))
  const tell = (frame: object) => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(frame))
  let sound: Sound | null = null
  let muted = false
  let over = false
  const hearing = openOwnHearing(about.locale, {
    onVoice: (on) => !muted && tell({ type: 'voice', on }),
    onText: (text, final) => !muted && tell({ type: 'text', text, final }),
    onUnable: () => tell({ type: 'unable', what: 'hear' }),
  })
  const voice = openOwnVoice(about.locale, (id, characters, done) => tell({ type: 'said', id, characters, done }))

  const end = (stage: 'ended' | 'refused') => {
    if (over) return
    over = true
    hearing.stop()
    if ('speechSynthesis' in window) voice.hush()
    sound?.close()
    set({ stage, level: 0, speaking: false })
  }
  const hear = (frame: ServerFrame) => {
    if (frame.type === 'answered') set({ stage: 'live', startedAt: Date.now() })
    else if (frame.type === 'refused') end('refused')
    else if (frame.type === 'caption') change((state) => ({ ...state, captions: withCaption(state.captions, frame) }))
    else if (frame.type === 'state') {
      set({ phase: frame.phase, ears: frame.ears, voice: frame.voice, rating: frame.rating })
      if (frame.ears === 'browser') hearing.start()
      else hearing.stop()
    } else if (frame.type === 'say') voice.say(frame)
    else if (frame.type === 'clear') sound?.clear()
    else if (frame.type === 'hush') voice.hush()
    else if (frame.type === 'ended') end('ended')
  }
  const begin = async () => {
    sound = await openSound({
      onFrame(frame, level) {
        set({ level: muted ? 0 : level })
        if (!muted && socket.readyState === WebSocket.OPEN) socket.send(frame.buffer as ArrayBuffer)
      },
      onVoice(on) {
        set({ speaking: on })
        hearing.voice(on)
      },
    })
    if (over) return sound.close()
    set({ microphone: sound.microphone })
    const { locale, token } = about
    const hears = sound.microphone === 'on' && browserHears()
    tell({ type: 'hello', token, locale, hears, speaks: browserSpeaks(locale) })
  }
  socket.onopen = () => void begin().catch(() => end('refused'))
  socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (typeof data === 'string') hear(JSON.parse(data) as ServerFrame)
    else sound?.play(data)
  }
  socket.onclose = ({ code }) => end(code === 1000 || code === 1001 ? 'ended' : 'refused')
  return {
    press: (key) => void tell({ type: 'key', key }),
    mute(on) {
      muted = on
      set({ muted: on, level: 0 })
    },
    hangUp() {
      tell({ type: 'hang-up' })
      end('ended')
      socket.close(1000)
    },
  }
}

/** What somebody is still saying is replaced by what he says further. */
function withCaption(captions: Caption[], { who, text, final }: Omit<Caption, 'id'>): Caption[] {
  const latest = captions.at(-1)
  const goesOn = latest && !latest.final && latest.who === who
  const id = goesOn ? latest.id : (latest?.id ?? 0) + 1
  const before = goesOn ? captions.slice(0, -1) : captions
  return [...before, { id, who, text, final }].slice(-KEPT_CAPTIONS)
}
