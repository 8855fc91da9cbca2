import type { FastifyInstance } from 'fastify'
import type { WebSocket } from 'ws'
import { type AudioFrame, FRAME_MS, FRAME_SAMPLES } from '#engines/audio.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'
import { newId } from '#platform/id.ts'
import type { Log } from '#platform/log.ts'
import type { Door } from '#reception/contract.ts'
import type { Key, LegEnd } from '#voice/contract.ts'
import { type BrowserFrame, browserFrame, type ServerVoiceFrame } from '#voice/transports/browser-frames.ts'
import type { DeviceSpeech, MediaSession, TakeCall, Transport } from '#voice/transports/contract.ts'
import { openFrameGate } from '#voice/transports/frame-gate.ts'

export const BROWSER_PATH = '/api/voice/browser'
const HELLO_MS = 10_000
const FRAME_BYTES = FRAME_SAMPLES * 2
/** A browser that does not read is given no more sound than this. */
const MOST_BUFFERED = 64 * 1024

export type BrowserOptions = {
  app: FastifyInstance
  /** Throws AppError for a token that is not valid. */
  authenticate: (credentials: { bearer: string | null; cookie: string | null }) => Promise<Actor>
  /** Refuses blocked network addresses and notes where the others call from. */
  door: Door
  /** Whether this customer is kept out, wherever he calls from. */
  isBlocked: (customerId: string) => boolean
  take: TakeCall
  log: Log
}

/** Calls from the chat on a page, over a WebSocket. The plug-in for sockets stands already. */
export function openBrowserTransport({ app, authenticate, door, isBlocked, take, log }: BrowserOptions): Transport {
  const open = new Set<WebSocket>()
  app.register(async (scope) => {
    scope.get(BROWSER_PATH, { websocket: true }, (socket, request) => {
      open.add(socket)
      socket.on('close', () => open.delete(socket))
      socket.on('error', () => socket.terminate())
      const tooLate = setTimeout(() => socket.close(4408, 'no hello'), HELLO_MS)
      socket.once('message', (data: Buffer, isBinary: boolean) => {
        clearTimeout(tooLate)
        answer(socket, isBinary ? null : parse(data), { authenticate, door, isBlocked, take }, request.ip).catch(
          (error: unknown) => {
            if (!(error instanceof AppError)) log.error({ err: error }, 'a call of a browser could not be taken')
            if (error instanceof AppError && error.code === 'blocked') {
              say(socket, { type: 'refused', why: 'blocked' })
              return socket.close(4403, 'blocked')
            }
            say(socket, { type: 'refused', why: 'sign-in' })
            socket.close(4401, 'sign in')
          },
        )
      })
    })
  })
  return {
    id: 'browser',
    listening: BROWSER_PATH,
    dial: null,
    async close() {
      for (const socket of open) socket.close(1012, 'restarting')
    },
  }
}

async function answer(
  socket: WebSocket,
  frame: BrowserFrame | null,
  { authenticate, door, isBlocked, take }: Pick<BrowserOptions, 'authenticate' | 'door' | 'isBlocked' | 'take'>,
  ip: string,
): Promise<void> {
  if (frame?.type !== 'hello') return socket.close(4400, 'hello first')
  const actor = await authenticate({ bearer: frame.token, cookie: null })
  if (actor.kind !== 'customer') throw new AppError('unauthorized')
  door.refuse(ip)
  if (isBlocked(actor.id)) throw new AppError('blocked')
  await door.seen(actor.id, ip)
  const about = { transport: 'browser' as const, from: 'browser', to: 'web', customerId: actor.id }
  const details = { language: frame.locale }
  const verdict = take({ ...about, details })
  if (!verdict.answer) {
    say(socket, { type: 'refused', why: verdict.why })
    return socket.close(4403, verdict.why)
  }
  say(socket, { type: 'answered' })
  verdict.onSession({ ...openSession(socket, frame), ...about, details })
}

type Listeners = {
  audio: (frame: AudioFrame) => void
  key: (key: Key) => void
  hold: (held: boolean) => void
  end: (why: LegEnd) => void
  voice: (on: boolean) => void
  text: (heard: { text: string; final: boolean }) => void
  said: (said: { id: number; characters: number; done: boolean }) => void
}

type Session = Omit<MediaSession, 'from' | 'to' | 'customerId' | 'details' | 'transport'>

function openSession(socket: WebSocket, hello: Extract<BrowserFrame, { type: 'hello' }>): Session {
  const listeners: Partial<Listeners> = {}
  const able = { hear: hello.hears, speak: hello.speaks }
  const arrivals = openArrivals()
  let why: LegEnd = 'lost'
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) {
      if (data.length !== FRAME_BYTES) return socket.close(4400, 'frames of 640 bytes')
      if (arrivals.note()) listeners.audio?.(samplesOf(data))
      return
    }
    const frame = parse(data)
    if (!frame) return socket.close(4400, 'unknown frame')
    if (frame.type === 'key') listeners.key?.(frame.key)
    else if (frame.type === 'hold') listeners.hold?.(frame.on)
    else if (frame.type === 'voice') listeners.voice?.(frame.on)
    else if (frame.type === 'text') listeners.text?.(frame)
    else if (frame.type === 'said') listeners.said?.(frame)
    else if (frame.type === 'unable') able[frame.what] = false
    else if (frame.type === 'hang-up') {
      why = 'caller-hung-up'
      socket.close(1000, 'bye')
    }
  })
  socket.on('close', (code) => listeners.end?.(code === 1001 || code === 1005 ? 'caller-hung-up' : why))
  return {
    id: newId(),
    direction: 'in',
    onAudio: (listen) => void Object.assign(listeners, { audio: listen }),
    onKey: (listen) => void Object.assign(listeners, { key: listen }),
    onHold: (listen) => void Object.assign(listeners, { hold: listen }),
    onEnd: (listen) => void Object.assign(listeners, { end: listen }),
    send(frame) {
      if (socket.readyState !== socket.OPEN || socket.bufferedAmount > MOST_BUFFERED) return
      socket.send(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength))
    },
    clear: () => say(socket, { type: 'clear' }),
    sendKeys: () => {},
    transfer: async () => 'not-able',
    async hangUp() {
      why = 'we-hung-up'
      say(socket, { type: 'ended', why })
      socket.close(1000, 'bye')
    },
    device: deviceOf(socket, able, listeners),
    show: ({ kind, ...line }) => say(socket, { type: kind, ...line } as ServerVoiceFrame),
    quality: arrivals.quality,
  }
}

const deviceOf = (
  socket: WebSocket,
  able: { hear: boolean; speak: boolean },
  listeners: Partial<Listeners>,
): DeviceSpeech => ({
  hears: () => able.hear,
  speaks: () => able.speak,
  onVoice: (listen) => void Object.assign(listeners, { voice: listen }),
  onText: (listen) => void Object.assign(listeners, { text: listen }),
  onSaid: (listen) => void Object.assign(listeners, { said: listen }),
  say: (sentence) => say(socket, { type: 'say', ...sentence }),
  hush: () => say(socket, { type: 'hush' }),
})

/** How regularly sound comes; a flood is thrown away. */
function openArrivals() {
  let received = 0
  let jitterMs = 0
  let latest = 0
  const gate = openFrameGate()
  return {
    note(): boolean {
      if (!gate.admits()) return false
      const now = performance.now()
      if (latest) jitterMs += (Math.abs(now - latest - FRAME_MS) - jitterMs) / 16
      latest = now
      received += 1
      return true
    },
    quality: () => ({ received, lost: 0, jitterMs: Math.round(jitterMs) }),
  }
}

/** A copy with an even offset: the socket's buffer may be used again, and may begin anywhere. */
const samplesOf = (data: Buffer): AudioFrame => new Int16Array(new Uint8Array(data).buffer)

function parse(data: Buffer): BrowserFrame | null {
  try {
    return browserFrame.safeParse(JSON.parse(data.toString('utf8'))).data ?? null
  } catch {
    return null
  }
}

function say(socket: WebSocket, frame: ServerVoiceFrame): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame))
}
