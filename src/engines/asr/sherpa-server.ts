import { z } from 'zod'
import type { AsrEngine, AsrOptions } from '#engines/asr/contract.ts'
import { type Dialect, openSocketStream } from '#engines/asr/socket-stream.ts'
import { readTags } from '#engines/asr/tags.ts'
import { SAMPLE_RATE } from '#engines/audio.ts'

const PIECE_BYTES = 3200
const OFFLINE_PIECE_BYTES = 10_240
const online = z.object({ text: z.string(), segment: z.number().default(0) })
const offline = z.object({ text: z.string() })

/** A sherpa-onnx server of one's own: `streaming` for its online server, else its offline one. */
export function openSherpaServer({ url, streaming }: { url: string; streaming: boolean }): AsrEngine {
  return {
    id: streaming ? 'sherpa-online' : 'sherpa-offline',
    title: streaming
      ? { zh: 'sherpa-onnx 流式服务（自建）', en: 'sherpa-onnx online server (self-hosted)' }
      : { zh: 'sherpa-onnx 整句服务（自建）', en: 'sherpa-onnx offline server (self-hosted)' },
    capabilities: {
      streaming,
      open: true,
      grammar: false,
      hotWords: false,
      feeling: !streaming,
      languages: ['zh', 'yue', 'en'],
    },
    lacking: () => (url ? null : 'no-address'),
    open: (options) => (streaming ? openSocketStream(onlineDialect(url, options)) : openOffline(url)),
    async close() {},
  }
}

const floats = (pcm: Buffer): Buffer => {
  const out = Buffer.alloc(pcm.length * 2)
  for (let at = 0; at < pcm.length; at += 2) out.writeFloatLE(pcm.readInt16LE(at) / 32768, at * 2)
  return out
}

function onlineDialect(url: string, { language }: AsrOptions): Dialect {
  const segments = new Map<number, string>()
  const text = () =>
    [...segments]
      .sort(([a], [b]) => a - b)
      .map(([, part]) => part.trim())
      .join(language === 'en' ? ' ' : '')
  return {
    address: async () => ({ url }),
    begin: null,
    waits: false,
    pieceBytes: PIECE_BYTES,
    everyMs: 0,
    sound: floats,
    end: () => 'Done',
    read(message) {
      if (message === 'Done!') return { recognised: { text: text(), confidence: null } }
      const said = online.parse(JSON.parse(message))
      segments.set(said.segment, said.text)
      return { partial: text() }
    },
  }
}

/** The offline server wants to know the length first, so the sound is kept until the end. */
function openOffline(url: string) {
  const kept: Buffer[] = []
  let stream: ReturnType<typeof openSocketStream> | null = null
  return {
    write: (frame: Int16Array) => void kept.push(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength)),
    onPartial() {},
    end() {
      const sound = floats(Buffer.concat(kept))
      const head = Buffer.alloc(8)
      head.writeInt32LE(SAMPLE_RATE, 0)
      head.writeInt32LE(sound.length, 4)
      stream = openSocketStream(offlineDialect(url, Buffer.concat([head, sound])))
      return stream.end()
    },
    abort: () => stream?.abort(),
  }
}

function offlineDialect(url: string, whole: Buffer): Dialect {
  const pieces: Buffer[] = []
  for (let at = 0; at < whole.length; at += OFFLINE_PIECE_BYTES)
    pieces.push(whole.subarray(at, at + OFFLINE_PIECE_BYTES))
  const last = pieces.pop() ?? Buffer.alloc(0)
  return {
    address: async () => ({ url }),
    begin: null,
    waits: false,
    pieceBytes: OFFLINE_PIECE_BYTES,
    everyMs: 0,
    sound: (piece) => piece,
    end: () => last,
    before: pieces,
    read: (message) => ({ recognised: { ...readTags(textIn(message)), confidence: null } }),
    farewell: 'Done',
  }
}

/** Newer servers answer with JSON, older ones with the text alone. */
function textIn(message: string): string {
  if (!message.trimStart().startsWith('{')) return message
  return offline.parse(JSON.parse(message)).text
}
