import type { PhoneServerFrame, PhoneState } from '../../../../src/voice/bridge/contract.ts'
import { type Microphone, tryMicrophone } from '../../../kit/sound/open-sound.ts'
import type { Locale } from '../../preferences.ts'
import { openCallSound } from './call-sound.ts'
import { openCallWords } from './call-words.ts'
import { type LinkState, openLink } from './link.ts'

export type Missed = Extract<PhoneServerFrame, { type: 'missed' }>
export type LiveCaption = Extract<PhoneServerFrame, { type: 'caption' }>

/** All that is shown of the phone; the call itself is as the exchange tells it. */
export type PhoneView = {
  link: LinkState
  /** Calls ring in this window, or would if the line stood. */
  on: boolean
  /** Null until it was asked for. */
  microphone: Microphone | null
  /** The browser keeps quiet until somebody touches the page. */
  silent: boolean
  state: PhoneState | null
}

type PhoneEvents = { onMissed: (missed: Missed) => void; onCaption: (line: LiveCaption) => void }
export type Phone = ReturnType<typeof openPhone>

/** The agent's browser as his telephone: the line, microphone and loudspeaker, and what is known of the call. */
export function openPhone(locale: () => Locale, { onMissed, onCaption }: PhoneEvents) {
  let view: PhoneView = { link: 'off', on: remembered(), microphone: null, silent: false, state: null }
  let monitoring = false
  const listeners = new Set<() => void>()
  const set = (part: Partial<PhoneView>) => {
    view = { ...view, ...part }
    for (const listener of listeners) listener()
  }
  const link = openLink({
    hello: () => ({ locale: locale(), ready: view.on, hears: words.able() }),
    onState(state) {
      if (state === 'live' || state === 'lost' || state === 'connecting') return set({ link: state })
      set({ link: state, on: state === 'off' ? view.on : false, state: null })
      follow(null)
    },
    onFrame(frame) {
      if (frame.type === 'state') follow(frame.phone)
      else if (frame.type === 'clear') sound.clear()
      else if (frame.type === 'caption') onCaption(frame)
      else if (frame.type === 'missed') onMissed(frame)
    },
    onSound: (frame) => sound.play(frame),
  })
  const sound = openCallSound({ send: link.sound, onState: set })
  const words = openCallWords(locale, link.tell)
  const follow = (state: PhoneState | null) => {
    set({ state })
    sound.follow(state?.call ?? null)
    words.follow(state?.call ?? null)
    // A phone that is not on was only wanted for this call.
    if (state && !state.call && !state.afterCall && !view.on && !monitoring) link.close()
  }
  const setOn = (on: boolean) => {
    remember(on)
    set({ on })
  }
  if (view.on) link.open()
  return {
    view: () => view,
    levels: sound.levels,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    command: link.command,
    /** Asks for the microphone and lets calls ring here; tells whether it may. */
    async turnOn(): Promise<Microphone> {
      const microphone = await tryMicrophone()
      set({ microphone })
      if (microphone !== 'on') return microphone
      setOn(true)
      if (view.link === 'live') await link.command({ type: 'ready', on: true })
      else link.open()
      return microphone
    },
    async turnOff(): Promise<void> {
      setOn(false)
      if (view.link === 'live') await link.command({ type: 'ready', on: false }).catch(() => undefined)
      if (!view.state?.call) link.close()
    },
    /** Hears a call, on a phone that need not be on for that. */
    async monitor(callId: string, mode: 'listen' | 'whisper'): Promise<void> {
      monitoring = true
      link.open()
      await until(() => view.link === 'live', listeners)
        .then(() => link.command({ type: 'monitor', callId, mode }))
        .finally(() => {
          monitoring = false
        })
    },
    retryMicrophone: sound.retry,
    close() {
      words.follow(null)
      sound.close()
      link.close()
    },
  }
}

const CONNECT_MS = 10_000

function until(holds: () => boolean, listeners: Set<() => void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (settle: () => void) => {
      clearTimeout(timer)
      listeners.delete(look)
      settle()
    }
    const look = () => {
      if (holds()) stop(resolve)
    }
    const timer = setTimeout(() => stop(() => reject(new Error('the exchange did not answer'))), CONNECT_MS)
    listeners.add(look)
    look()
  })
}

const KEPT = 'yinghe.phone'

/** Whether the phone is on is kept in this window alone: two windows would ring twice. */
function remembered(): boolean {
  try {
    return sessionStorage.getItem(KEPT) === 'on'
  } catch {
    return false
  }
}

function remember(on: boolean): void {
  try {
    sessionStorage.setItem(KEPT, on ? 'on' : 'off')
  } catch {
    // Without storage the phone is switched on anew after a reload.
  }
}
