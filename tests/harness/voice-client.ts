import { WebSocket } from 'ws'
import type { BrowserFrame, ServerVoiceFrame } from '#voice/transports/browser-frames.ts'
import { waitFor } from './wait-for.ts'

type Sent = BrowserFrame extends infer F ? F : never

/** A call of a browser without the browser: the protocol as it is, every frame kept. */
export async function callByBrowser(url: string, hello: Omit<Extract<BrowserFrame, { type: 'hello' }>, 'type'>) {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/voice/browser`, { perMessageDeflate: false })
  const frames: ServerVoiceFrame[] = []
  const sound: Int16Array[] = []
  let closed: number | null = null
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) sound.push(new Int16Array(new Uint8Array(data).buffer))
    else frames.push(JSON.parse(data.toString()) as ServerVoiceFrame)
  })
  socket.on('error', () => undefined)
  socket.on('close', (code) => {
    closed = code
  })
  await waitFor(() => socket.readyState === socket.OPEN || closed !== null, 'the socket opens')
  const send = (frame: Sent) => socket.send(JSON.stringify(frame))
  send({ type: 'hello', ...hello })
  const captions = (who: 'customer' | 'us') =>
    frames.flatMap((frame) => (frame.type === 'caption' && frame.who === who && frame.final ? frame.text : []))
  return {
    frames,
    sound,
    send,
    captions,
    closed: () => closed,
    sendRaw: (data: string | Buffer) => socket.send(data),
    /** 20 ms of sound each 20 ms. */
    async play(samples: readonly Int16Array[]): Promise<void> {
      for (const frame of samples) {
        socket.send(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength))
        await new Promise((next) => setTimeout(next, 20))
      }
    },
    heard: (text: RegExp, ms?: number) =>
      waitFor(() => captions('us').find((one) => text.test(one)), String(text), ms).catch((error: Error) => {
        throw new Error(`${error.message}; heard: ${captions('us').join(' | ')}`)
      }),
    phase: (phase: string, ms?: number) =>
      waitFor(() => frames.findLast((frame) => frame.type === 'state')?.phase === phase, `phase ${phase}`, ms),
    close: () => socket.close(),
  }
}
