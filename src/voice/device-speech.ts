import type { Clock } from '#voice/clock.ts'
import type { Ear, EarEvents, Told } from '#voice/ear.ts'
import type { Heard, Line, Mouth, MouthEvents } from '#voice/playout.ts'
import type { DeviceSpeech } from '#voice/transports/contract.ts'

/** After an utterance a device may take so long to make up its mind. */
const FINAL_MS = 1500

/** Hears by what the customer's own device recognises. */
export function openDeviceEar(device: DeviceSpeech, clock: Clock, events: EarEvents): Ear {
  let finals = ''
  let interim = ''
  let speaking = false
  let waiting: { resolve: (told: Told) => void; until: number } | null = null
  const settle = () => {
    const text = [finals, interim].filter(Boolean).join('')
    finals = ''
    interim = ''
    waiting?.resolve({ text, engine: 'browser' })
    waiting = null
  }
  const unbeat = clock.onBeat(() => {
    if (waiting && clock.now() >= waiting.until) settle()
  })
  device.onVoice((on) => {
    if (on === speaking) return
    speaking = on
    events.onVoice(on)
  })
  device.onText(({ text, final }) => {
    if (final) {
      finals += text
      interim = ''
    } else interim = text
    if (final && waiting) settle()
    else events.onPartial(finals + interim)
  })
  return {
    write: () => {},
    speaking: () => speaking,
    listen: () => {
      finals = ''
      interim = ''
    },
    end: () =>
      new Promise((resolve) => {
        waiting?.resolve({ text: '', engine: 'browser' })
        waiting = { resolve, until: clock.now() + FINAL_MS }
        if (finals && !interim) settle()
      }),
    drop: () => {
      finals = ''
      interim = ''
    },
    close: unbeat,
  }
}

/** Speaks by the customer's own device: sentences go, how far they got comes back. */
export function openDeviceMouth(
  device: DeviceSpeech,
  how: () => { language: 'zh' | 'en'; speed: number },
  events: MouthEvents,
): Mouth {
  let lines: (Line & { id: number; heard: number; begun: boolean })[] = []
  let count = 0
  let paused = false
  const give = (text: string) => {
    count += 1
    device.say({ id: count, text, ...how() })
    return count
  }
  device.onSaid(({ id, characters, done }) => {
    const line = lines.find((one) => one.id === id)
    if (!line || paused) return
    if (!line.begun) {
      line.begun = true
      events.onFirst(line)
    }
    line.heard = Math.max(line.heard, characters)
    if (!done) return
    lines = lines.filter((one) => one !== line)
    events.onHeard(line)
    if (!lines.length) events.onSilent()
  })
  return {
    say: (line) => void lines.push({ ...line, id: paused ? 0 : give(line.text), heard: 0, begun: false }),
    pause() {
      if (paused) return
      paused = true
      device.hush()
    },
    /** A device cannot go on in the middle of a sentence: it says the rest of it as a new one. */
    resume() {
      paused = false
      for (const line of lines) {
        line.text = [...line.text].slice(line.heard).join('')
        line.heard = 0
        line.id = give(line.text)
      }
    },
    stop() {
      device.hush()
      const cut: Heard[] = lines.map(({ text, seq, heard }) => {
        const said = [...text].slice(0, heard).join('')
        return { text, seq, heard: said, whole: said === text }
      })
      lines = []
      paused = false
      return cut
    },
    close() {
      device.hush()
      lines = []
    },
  }
}
