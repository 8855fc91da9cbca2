import { createRequire } from 'node:module'
import { serveCompanion } from '#engines/companion.ts'
import type { SherpaModel } from '#engines/sherpa/find-models.ts'

export type ToSherpa = { samples: Int16Array } | { end: true } | { text: string; speed: number }
export type FromSherpa =
  | { partial: string }
  | { text: string; tags: string }
  | { samples: Int16Array; rate: number }
  | { vector: number[] }
  | { done: true }
  | { fault: string }

type Wave = { samples: Float32Array; sampleRate: number }
type Stream = { acceptWaveform(wave: Wave): void; inputFinished(): void }
type Result = { text: string; lang?: string; emotion?: string }
type Recogniser = {
  createStream(): Stream
  isReady(stream: Stream): boolean
  decode(stream: Stream): void
  getResult(stream: Stream): Result
}
type Voice = { generate(asked: { text: string; sid: number; speed: number; enableExternalBuffer: boolean }): Wave }
type Extractor = {
  createStream(): Stream
  isReady(stream: Stream): boolean
  compute(stream: Stream, enableExternalBuffer: boolean): Float32Array
}
type Runtime = {
  SpeakerEmbeddingExtractor: new (config: object) => Extractor
  OnlineRecognizer: new (config: object) => Recogniser
  OfflineRecognizer: new (config: object) => Recogniser
  OfflineTts: new (config: object) => Voice
}
type Tell = (message: FromSherpa) => void
type Work = (tell: Tell) => { receive(asked: ToSherpa): void; over(): void }

const RATE = 16_000
/** The last word of a streaming model comes out only with some silence after it. */
const TAIL = new Float32Array(RATE * 0.5)
const floats = (samples: Int16Array) => Float32Array.from(samples, (sample) => sample / 32768)

const model = JSON.parse(process.argv[2]!) as SherpaModel
// A damaged model may end this process rather than throw; the server notes it and goes on without.
const sherpa = createRequire(import.meta.url)('sherpa-onnx-node') as Runtime

function online(): Work {
  const recogniser = new sherpa.OnlineRecognizer(model.config)
  return (tell) => {
    const stream = recogniser.createStream()
    const decode = () => {
      while (recogniser.isReady(stream)) recogniser.decode(stream)
      return recogniser.getResult(stream).text.trim()
    }
    let before = ''
    return {
      receive(asked) {
        if ('samples' in asked) {
          stream.acceptWaveform({ samples: floats(asked.samples), sampleRate: RATE })
          const text = decode()
          if (text !== before) tell({ partial: text })
          before = text
        } else if ('end' in asked) {
          stream.acceptWaveform({ samples: TAIL, sampleRate: RATE })
          stream.inputFinished()
          tell({ text: decode(), tags: '' })
        }
      },
      over() {},
    }
  }
}

function offline(): Work {
  const recogniser = new sherpa.OfflineRecognizer(model.config)
  return (tell) => {
    const parts: Int16Array[] = []
    return {
      receive(asked) {
        if ('samples' in asked) parts.push(asked.samples)
        if (!('end' in asked)) return
        const stream = recogniser.createStream()
        for (const part of parts) stream.acceptWaveform({ samples: floats(part), sampleRate: RATE })
        recogniser.decode(stream)
        const { text, lang = '', emotion = '' } = recogniser.getResult(stream)
        tell({ text: text.trim(), tags: `${lang}${emotion}` })
      },
      over() {},
    }
  }
}

function voice(): Work {
  const speaker = new sherpa.OfflineTts(model.config)
  return (tell) => ({
    receive(asked) {
      if (!('text' in asked)) return
      const { samples, sampleRate } = speaker.generate({ ...asked, sid: 0, enableExternalBuffer: false })
      const pcm = Int16Array.from(samples, (sample) => Math.round(Math.max(-1, Math.min(1, sample)) * 32767))
      tell({ samples: pcm, rate: sampleRate })
      tell({ done: true })
    },
    over() {},
  })
}

function speaker(): Work {
  const extractor = new sherpa.SpeakerEmbeddingExtractor(model.config)
  return (tell) => {
    const stream = extractor.createStream()
    return {
      receive(asked) {
        if ('samples' in asked) stream.acceptWaveform({ samples: floats(asked.samples), sampleRate: RATE })
        if (!('end' in asked)) return
        stream.inputFinished()
        if (extractor.isReady(stream)) tell({ vector: [...extractor.compute(stream, false)] })
        else tell({ fault: 'too little speech' })
      },
      over() {},
    }
  }
}

let opened: Work | null = null
serveCompanion<ToSherpa>((tell: Tell) => {
  let work: ReturnType<Work> | null = null
  return {
    receive(asked) {
      try {
        opened ??= { online, offline, voice, speaker }[model.kind]()
        work ??= opened(tell)
        work.receive(asked)
      } catch (error) {
        tell({ fault: String(error).slice(0, 200) })
      }
    },
    over: () => work?.over(),
  }
})
