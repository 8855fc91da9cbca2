import type { AudioFrame } from '#engines/audio.ts'
import { openFramer } from '#engines/resample.ts'
import { openSocketTalk, type SocketTalk } from '#engines/socket-talk.ts'
import { TtsFault } from '#engines/tts/contract.ts'
import { openQueue } from '#engines/tts/queue.ts'

export type SpeechPiece = { pcm?: Buffer; done?: boolean; fault?: TtsFault } | null

/** How one server of voices wants to be asked for a sentence. */
export type SpeechDialect = {
  address(): Promise<{ url: string; headers?: Record<string, string> }>
  begin: string
  rate: number
  text(message: string): SpeechPiece
}

/** One sentence over a WebSocket; ends at once when the signal aborts. */
export async function* speakOverSocket(dialect: SpeechDialect, signal: AbortSignal): AsyncGenerator<AudioFrame> {
  if (signal.aborted) return
  const queue = openQueue<NonNullable<SpeechPiece>>()
  signal.addEventListener('abort', queue.close, { once: true })
  let talk: SocketTalk | null = null
  try {
    const { url, headers } = await dialect.address()
    if (signal.aborted) return
    const read = (message: string): SpeechPiece => {
      try {
        return dialect.text(message)
      } catch {
        return { fault: new TtsFault('broken', 'an answer of another form') }
      }
    }
    const listener = {
      open: () => talk?.send(dialect.begin),
      text(message: string) {
        const piece = read(message)
        if (piece) queue.push(piece)
      },
      binary: (pcm: Buffer) => queue.push({ pcm }),
      fault: (why: TtsFault['why'], message: string) => queue.push({ fault: new TtsFault(why, message) }),
    }
    talk = openSocketTalk(url, listener, { headers: headers ?? {} })
    yield* framed(queue, dialect.rate, signal)
  } finally {
    signal.removeEventListener('abort', queue.close)
    talk?.close()
  }
}

async function* framed(pieces: AsyncIterable<NonNullable<SpeechPiece>>, rate: number, signal: AbortSignal) {
  const framer = openFramer(rate)
  const whole = openSamples()
  for await (const { pcm, done, fault } of pieces) {
    if (fault) throw fault
    for (const frame of pcm ? framer.push(whole(pcm)) : []) {
      if (signal.aborted) return
      yield frame
    }
    if (done) break
  }
  if (!signal.aborted) yield* framer.end()
}

/** Samples of bytes that come in pieces of any length: half a sample waits for its other half. */
export function openSamples(): (bytes: Uint8Array) => Int16Array {
  let rest = Buffer.alloc(0)
  return (bytes) => {
    const all = Buffer.concat([rest, bytes])
    const even = all.length - (all.length % 2)
    rest = all.subarray(even)
    return Int16Array.from({ length: even / 2 }, (_, i) => all.readInt16LE(i * 2))
  }
}
