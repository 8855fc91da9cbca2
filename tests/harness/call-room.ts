import type { AsrOptions } from '#engines/asr/contract.ts'
import { type AudioFrame, FRAME_MS, FRAME_SAMPLES } from '#engines/audio.ts'
import { openVad } from '#engines/vad/open-vad.ts'
import { openLog } from '#platform/log.ts'
import { type CallDeps, runCall } from '#voice/call.ts'
import type { LegEnd, StepHints } from '#voice/contract.ts'
import type { CallScript } from '#voice/script-talk.ts'
import { manualClock, nobodyWaits } from '#voice/testing.ts'
import type { MediaSession } from '#voice/transports/contract.ts'
import { NO_HINTS } from '#voice/turn-settings.ts'

const SILENCE: AudioFrame = new Int16Array(FRAME_SAMPLES)
/** A sentence of ours is a tone of its own, this long for each of its characters. */
const MS_PER_CHARACTER = 200
const TONES = [400, 600, 900, 1300]

/** A voice that says each sentence as a tone, at once or as slowly as asked; so it is known whose sound is heard. */
function openToneVoice(sentences: string[], slowness: { beats: number }, next: () => Promise<void>) {
  const toneOf = (text: string) => TONES[sentences.indexOf(text)] ?? 2000
  return {
    toneOf,
    async *speak(text: string, { signal }: { signal: AbortSignal }): AsyncIterable<AudioFrame> {
      const step = (2 * Math.PI * toneOf(text)) / 16_000
      for (let n = 0; n < ([...text].length * MS_PER_CHARACTER) / FRAME_MS; n++) {
        for (let beat = 0; beat < slowness.beats; beat++) await next()
        if (signal.aborted) return
        yield Int16Array.from({ length: FRAME_SAMPLES }, (_, at) =>
          Math.round(9000 * Math.sin(step * (n * FRAME_SAMPLES + at))),
        )
      }
    },
  }
}

type How = { signal: AbortSignal }

function spokenBy(frames: AudioFrame[] | undefined) {
  if (!frames) return null
  return (async function* () {
    yield* frames
  })()
}

const withEcho = (frame: AudioFrame, ours: AudioFrame | undefined, gain: number): AudioFrame =>
  frame.map((sample, n) => sample + (ours?.[n] ?? 0) * gain)

/** The tone of a frame in Hz, by its crossings of zero; 0 for silence. */
function toneIn(frame: AudioFrame): number {
  if (frame.every((sample) => Math.abs(sample) < 100)) return 0
  let crossings = 0
  for (let n = 1; n < frame.length; n++) if (frame[n]! >= 0 !== frame[n - 1]! >= 0) crossings++
  return (crossings * 16_000) / (2 * frame.length)
}

type Room = {
  /** What we say, in this order: the first by ourselves, each further one after he was understood. */
  sentences: string[]
  hints?: Partial<StepHints>
  /** Beats of 20 ms that the voice needs for a frame; 0: it is ready at once. */
  slowness?: number
  /** What the recogniser makes of each utterance. */
  hears?: string[]
  /** How sentences sound that are no tones. */
  voices?: Map<string, AudioFrame[]>
  /** The line gives our sound back, so many frames later and so loud. */
  echo?: { frames: number; gain: number }
}

/** A call on a clock of its own: real sound of the caller, our ears for voice and turns, a voice of tones, texts as given. */
export function openRoom({ sentences, hints = {}, slowness = 0, hears = [], voices, echo }: Room) {
  const clock = manualClock()
  const slow = { beats: slowness }
  const beats: (() => void)[] = []
  const voice = openToneVoice(sentences, slow, () => new Promise((done) => beats.push(done)))
  clock.onBeat(() => {
    for (const done of beats.splice(0)) done()
  })
  const texts = [...hears]
  const understood: string[] = []
  const utterances: number[] = []
  const heard: { at: number; tone: number }[] = []
  const onWay: AudioFrame[] = []
  const back: AudioFrame[] = []
  let deliver: (frame: AudioFrame) => void = () => {}
  let end: (why: LegEnd) => void = () => {}
  const session: MediaSession = {
    ...{ id: 'room', transport: 'sip', direction: 'in', from: '', to: '', customerId: null, details: {} },
    onAudio(listen) {
      deliver = listen
    },
    onKey: () => undefined,
    onHold: () => undefined,
    onEnd(listen) {
      end = listen
    },
    send: (frame) => void onWay.push(frame),
    clear: () => void onWay.splice(0),
    sendKeys: () => undefined,
    transfer: async () => 'not-able',
    hangUp: async () => end('we-hung-up'),
    quality: () => ({ received: 0, lost: 0, jitterMs: 0 }),
  }
  const say = (n: number) => ({ say: sentences.slice(n, n + 1), next: 'listen' as const })
  const script: CallScript = {
    ready: () => true,
    begin: () => say(0),
    told(text) {
      understood.push(text)
      return say(understood.length)
    },
    pressed: () => say(sentences.length),
    gaveUp: () => say(sentences.length),
    heard: () => undefined,
    hints: () => ({ ...NO_HINTS, ...hints }),
  }
  const recogniser = { id: 'given' }
  const asr = {
    best: () => recogniser,
    hear(_options: AsrOptions) {
      return {
        write: () => undefined,
        onPartial: () => undefined,
        abort: () => undefined,
        async end() {
          utterances.push(clock.now())
          return { text: texts.shift() ?? '', confidence: null, engine: 'given' }
        },
      }
    },
  }
  const deps = {
    ...{ clock, vad: openVad({ log: openLog('silent') }), asr, log: openLog('silent') },
    tts: {
      best: () => recogniser,
      speak: (text: string, how: How) => spokenBy(voices?.get(text)) ?? voice.speak(text, how),
    },
    hearing: () => NO_HINTS,
    phrases: () => [],
    hotWords: () => [],
    botName: () => '',
    onEvents: () => () => undefined,
  } as unknown as CallDeps
  const customer = { id: 'room', elderly: false }
  const call = runCall(
    deps,
    session,
    { channel: 'phone', customer, language: 'zh', taps: [], notice: null, menu: null, script, queueing: nobodyWaits },
    { onTurn() {}, onConversation() {}, onInterrupted() {}, onWho() {}, onEnd() {} },
  )
  return {
    understood,
    utterances,
    now: clock.now,
    /** Milliseconds of ours that were no silence. */
    soundMs: () => back.filter((frame) => frame.some((sample) => Math.abs(sample) > 300)).length * FRAME_MS,
    phase: call.phase,
    /** The caller says these frames, one each 20 ms, and hears what we send meanwhile. */
    async caller(frames: readonly AudioFrame[]): Promise<void> {
      for (const frame of frames) {
        deliver(echo ? withEcho(frame, back[back.length - echo.frames], echo.gain) : frame)
        await clock.pass(FRAME_MS)
        const ours = onWay.shift()
        back.push(ours ?? SILENCE)
        heard.push({ at: clock.now(), tone: ours ? toneIn(ours) : 0 })
      }
    },
    quiet(ms: number): Promise<void> {
      return this.caller(Array.from({ length: ms / FRAME_MS }, () => SILENCE))
    },
    /** Milliseconds of a sentence that were heard since `from`. */
    heardOf: (sentence: string, from = 0) =>
      heard.filter(({ at, tone }) => at > from && Math.abs(tone - voice.toneOf(sentence)) < 60).length * FRAME_MS,
    lengthOf: (sentence: string) => [...sentence].length * MS_PER_CHARACTER,
    async close() {
      end('caller-hung-up')
      clock.close()
    },
  }
}
