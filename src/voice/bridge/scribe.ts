import type { AsrOptions } from '#engines/asr/contract.ts'
import type { Clock } from '#voice/clock.ts'
import type { Ear } from '#voice/ear.ts'

/** People who talk with each other pause longer than who answers a machine. */
const END_SILENCE_MS = 700
/** Of somebody who never pauses a piece is written down this often. */
const LONGEST_MS = 20_000
/** Less voice than this is no word. */
const LEAST_MS = 150

export type ScribeOptions = {
  clock: Clock
  ear: () => Pick<Ear, 'listen' | 'end' | 'drop'>
  options: () => AsrOptions
  /** He begins to say something. */
  onBegin: () => void
  onText: (text: string) => void
}

/** Writes down what one party says while people talk, utterance by utterance, in order. */
export function openScribe({ clock, ear, options, onBegin, onText }: ScribeOptions) {
  let on = false
  let speaking = false
  let begun: number | null = null
  let quietSince = 0
  let voiced = 0
  let since = 0
  let order: Promise<void> = Promise.resolve()

  const begin = () => {
    begun = clock.now()
    voiced = 0
    since = begun
    onBegin()
    ear().listen(options())
  }
  const end = () => {
    begun = null
    const told = ear().end()
    order = order.then(async () => {
      const { text } = await told
      if (text.trim()) onText(text.trim())
    })
  }
  const drop = () => {
    if (begun !== null) ear().drop()
    begun = null
  }
  const unbeat = clock.onBeat(() => {
    if (begun === null) return
    const now = clock.now()
    if (now - begun >= LONGEST_MS) {
      end()
      if (speaking) begin()
    } else if (!speaking && now - quietSince >= END_SILENCE_MS) {
      if (voiced < LEAST_MS) drop()
      else end()
    }
  })
  return {
    isOn: () => on,
    turn(to: boolean): void {
      if (on === to) return
      on = to
      if (!on && begun !== null && voiced >= LEAST_MS) end()
      else drop()
      if (on && speaking) begin()
    },
    voice(now: boolean): void {
      speaking = now
      if (now) since = clock.now()
      else {
        voiced += clock.now() - since
        quietSince = clock.now()
      }
      if (now && on && begun === null) begin()
    },
    close(): void {
      unbeat()
      drop()
    },
  }
}
export type Scribe = ReturnType<typeof openScribe>
