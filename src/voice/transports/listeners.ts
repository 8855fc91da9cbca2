import type { AudioFrame } from '#engines/audio.ts'
import type { Key, LegEnd } from '#voice/contract.ts'
import type { MediaSession } from '#voice/transports/contract.ts'

/** Who listens to a session. The end is told once, and nothing after it. */
export function openListeners() {
  let [audio, key, hold] = [(_: AudioFrame) => {}, (_: Key) => {}, (_: boolean) => {}]
  let ending = (_: LegEnd) => {}
  let over = false
  let isHeld = false
  const on: Pick<MediaSession, 'onAudio' | 'onKey' | 'onHold' | 'onEnd'> = {
    onAudio(listen) {
      audio = listen
    },
    onKey(listen) {
      key = listen
    },
    onHold(listen) {
      hold = listen
    },
    onEnd(listen) {
      ending = listen
    },
  }
  return {
    on,
    audio: (frame: AudioFrame) => void (over || audio(frame)),
    key: (pressed: Key) => void (over || key(pressed)),
    held(now: boolean): void {
      if (over || now === isHeld) return
      isHeld = now
      hold(now)
    },
    /** False when it was over already. */
    end(why: LegEnd): boolean {
      if (over) return false
      over = true
      ending(why)
      return true
    },
    isOver: () => over,
  }
}
export type Listeners = ReturnType<typeof openListeners>
