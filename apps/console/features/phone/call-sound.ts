import type { PhoneCall } from '../../../../src/voice/bridge/contract.ts'
import { type Microphone, openSound, type Sound } from '../../../kit/sound/open-sound.ts'

/** How loud both sides are, 0…1, and how many frames went and came since the call began. */
export type Levels = { ours: number; theirs: number; sent: number; heard: number }
const NOTHING: Levels = { ours: 0, theirs: 0, sent: 0, heard: 0 }

type CallSoundEvents = {
  send: (frame: Int16Array) => void
  /** The agent speaks, or has finished, as far as the browser can tell. */
  onVoice: (on: boolean) => void
  /** `silent`: the browser keeps quiet until somebody touches the page. */
  onState: (state: { microphone: Microphone; silent: boolean }) => void
}

/** Microphone and loudspeaker, for as long as there is a call. */
export function openCallSound({ send, onVoice, onState }: CallSoundEvents) {
  const levels: Levels = { ...NOTHING }
  let call: PhoneCall | null = null
  let sound: Sound | null = null
  let opening = false

  const onFrame = (frame: Int16Array, level: number) => {
    levels.ours = call?.muted === false ? level : 0
    if (!call) return
    send(frame)
    levels.sent += 1
  }
  const wakeOnTouch = (opened: Sound) =>
    addEventListener(
      'pointerdown',
      () => {
        opened.wake()
        onState({ microphone: opened.microphone, silent: false })
      },
      { once: true },
    )
  const open = async () => {
    if (sound || opening) return
    opening = true
    const opened = await openSound({ onFrame, onVoice }).catch(() => null)
    opening = false
    if (!call) return opened?.close()
    sound = opened
    onState({ microphone: opened?.microphone ?? 'absent', silent: !opened?.audible() })
    if (opened && !opened.audible()) wakeOnTouch(opened)
  }
  const close = () => {
    sound?.close()
    sound = null
    Object.assign(levels, NOTHING)
  }
  return {
    levels: (): Readonly<Levels> => levels,
    follow(now: PhoneCall | null) {
      call = now
      if (now) void open()
      else close()
    },
    play(frame: ArrayBuffer) {
      levels.heard += 1
      levels.theirs = sound?.play(frame) ?? 0
    },
    clear: () => sound?.clear(),
    /** Asks for the microphone once more. */
    async retry() {
      sound?.close()
      sound = null
      await open()
    },
    close,
  }
}
