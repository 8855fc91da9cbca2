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
  /** The agent speaks, as far as the browser can tell. */
  speaking: boolean
  state: PhoneState | null
}

export const OFF: PhoneView = {
  ...{ link: 'off', on: false, microphone: null, silent: false, speaking: false, state: null },
}

type PhoneEvents = { onMissed: (missed: Missed) => void; onCaption: (line: LiveCaption) => void }
export type Phone = ReturnType<typeof openPhone>

/** The agent's browser as his telephone: the line, microphone and loudspeaker, and what is known of the call. */
export function openPhone(locale: () => Locale, { onMissed, onCaption }: PhoneEvents) {
  let monitoring = false
  const { view: now, set, subscribe } = openView({ ...OFF, on: remembered() })
  const link = openLink({
    hello: () => ({ locale: locale(), ready: now().on, hears: words.able() }),
    onState(state) {
      if (state === 'live' || state === 'lost' || state === 'connecting') return set({ link: state })
      set({ link: state, on: state === 'off' ? now().on : false, state: null })
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
  const sound = openCallSound({
    send: link.sound,
    onState: set,
    onVoice(on) {
      set({ speaking: on })
      words.voice(on)
    },
  })
  const words = openCallWords(locale, link.tell)
  const follow = (state: PhoneState | null) => {
    set({ state })
    if (!state?.call && now().speaking) set({ speaking: false })
    sound.follow(state?.call ?? null)
    words.follow(state?.call ?? null)
    // A phone that is not on was only wanted for this call.
    if (state && !state.call && !state.afterCall && !now().on && !monitoring) link.close()
  }
  const setOn = (on: boolean) => {
    remember(on)
    set({ on })
  }
  if (now().on) link.open()
  return {
    view: now,
    levels: sound.levels,
    subscribe,
    command: link.command,
    /** Asks for the microphone and lets calls ring here; tells whether it may. */
    async turnOn(): Promise<Microphone> {
      const microphone = await tryMicrophone()
      set({ microphone })
      if (microphone !== 'on') return microphone
      setOn(true)
      if (now().link === 'live') await link.command({ type: 'ready', on: true })
      else link.open()
      return microphone
    },
    async turnOff(): Promise<void> {
      setOn(false)
      if (now().link === 'live') await link.command({ type: 'ready', on: false }).catch(() => undefined)
      if (!now().state?.call) link.close()
    },
    /** Hears a call, on a phone that need not be on for that. */
    async monitor(callId: string, mode: 'listen' | 'whisper'): Promise<void> {
      monitoring = true
      link.open()
      await until(() => now().link === 'live', subscribe)
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

/** What is to be seen, and who looks at it. */
function openView(first: PhoneView) {
  let view = first
  const listeners = new Set<() => void>()
  return {
    view: (): PhoneView => view,
    set(part: Partial<PhoneView>) {
      view = { ...view, ...part }
      for (const listener of listeners) listener()
    },
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

const CONNECT_MS = 10_000

function until(holds: () => boolean, subscribe: (listener: () => void) => () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (settle: () => void) => {
      clearTimeout(timer)
      unsubscribe()
      settle()
    }
    const look = () => {
      if (holds()) stop(resolve)
    }
    const timer = setTimeout(() => stop(() => reject(new Error('the exchange did not answer'))), CONNECT_MS)
    const unsubscribe = subscribe(look)
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
