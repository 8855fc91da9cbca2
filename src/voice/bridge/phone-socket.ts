import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import type { z } from 'zod'
import { FRAME_SAMPLES } from '#engines/audio.ts'
import { AppError, errorBody, type Locale } from '#platform/errors.ts'
import type { RateLimiter } from '#platform/http/rate-limit.ts'
import type { Actor } from '#platform/http/route.ts'
import { SESSION_COOKIE, sameOrigin } from '#platform/http/serve.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import type { Log } from '#platform/log.ts'
import type { Nodes } from '#platform/nodes.ts'
import { type PhoneServerFrame, type PhoneState, phoneFrame } from '#voice/bridge/contract.ts'
import { type Mover, openMover, type PhoneSignal } from '#voice/bridge/move-phones.ts'
import type { OpenExchange, PhoneSession } from '#voice/bridge/open-exchange.ts'
import { AWAY_PATH, type Away, awayHello, MOVED } from '#voice/bridge/phone-away.ts'
import type { PhoneLink } from '#voice/bridge/phones.ts'
import { openFrameGate } from '#voice/transports/frame-gate.ts'

export const PHONE_PATH = '/api/voice/phone'
const HELLO_MS = 10_000
const FRAME_BYTES = FRAME_SAMPLES * 2
/** A browser that does not read is given no more sound than this. */
const MOST_BUFFERED = 64 * 1024

export type PhoneSocketOptions = {
  app: FastifyInstance
  authenticate: (credentials: { bearer: string | null; cookie: string | null }) => Promise<Actor>
  exchange: Pick<OpenExchange, 'connect' | 'holds'>
  nodes: Nodes
  /** Tells all nodes of a phone, and hears what is told. */
  signal: (what: PhoneSignal) => void
  onSignal: (listen: (what: PhoneSignal) => void) => void
  limiter: RateLimiter
  publicUrl: () => string
  onEvents: (listen: (event: LedgerEvent) => void) => void
  log: Log
}

type User = Extract<Actor, { kind: 'user' }>
type Hello = { locale: Locale; ready: boolean; hears: boolean }
export type Line = {
  socket: WebSocket
  actor: User | null
  phone: PhoneSession | null
  /** The node that leads it, when it is another one. */
  away: Away | null
  hello: Hello
  /** As the browser was told last. */
  state: PhoneState | null
  locale: Locale
}
const newLine = (socket: WebSocket): Line => ({
  ...{ socket, actor: null, phone: null, away: null, state: null, locale: 'zh' },
  hello: { locale: 'zh', ready: false, hears: false },
})

/** The door by which agents' browsers become their telephones. */
export function mountPhones(options: PhoneSocketOptions): void {
  const open = new Set<Line>()
  options.onEvents(({ kind, payload }) => {
    if (kind !== 'session.ended') return
    const ended = payload.sessionIds as string[]
    for (const { actor, socket } of open)
      if (actor && ended.some((id) => actor.sessionHash.startsWith(id))) socket.close(4401, 'signed out')
  })
  const mover = openMover(options, open, (line) => options.exchange.connect(line.actor!, linkOf(line), line.hello))
  options.app.register(async (scope) => {
    scope.get(PHONE_PATH, { websocket: true }, (socket, request) => {
      const line = newLine(socket)
      open.add(line)
      serve(line, request, { ...options, mover })
      socket.on('close', () => {
        open.delete(line)
        line.away?.close(false)
        line.phone?.gone()
      })
    })
    scope.get(AWAY_PATH, { websocket: true }, (socket, request) => {
      const line = newLine(socket)
      const isOurs = options.nodes.isProof(String(request.headers['x-yinghe-node'] ?? ''))
      if (!isOurs) return socket.close(4403, 'no node of this house')
      serve(line, request, { ...options, mover: null })
      socket.on('close', (code) => (code === MOVED ? line.phone?.handed() : line.phone?.gone()))
    })
  })
}

/** `mover` is null for phones that another node has put through: only that one moves them. */
type Served = PhoneSocketOptions & { mover: Mover | null }

function serve(line: Line, request: FastifyRequest, options: Served): void {
  const { socket } = line
  const tooLate = setTimeout(() => socket.close(4408, 'no hello'), HELLO_MS)
  const floods = openFrameGate()
  let order: Promise<void> = Promise.resolve()
  socket.on('error', () => socket.terminate())
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) {
      if (data.length !== FRAME_BYTES || !line.actor) return socket.close(4400, 'frames of 640 bytes, after hello')
      if (!floods.admits()) return
      if (line.away) line.away.send(data)
      else line.phone?.sound(new Int16Array(new Uint8Array(data).buffer))
      return
    }
    if (!options.mover && !line.actor) {
      clearTimeout(tooLate)
      return admit(line, data, options)
    }
    const frame = parse(data)
    if (!frame) return socket.close(4400, 'unknown frame')
    // In the order in which they came: who holds and takes back means the second one.
    order = order.then(() => handle(line, frame, request, options))
  })
  socket.on('close', () => clearTimeout(tooLate))
  async function handle(on: Line, frame: Frame, asked: FastifyRequest, using: Served): Promise<void> {
    try {
      if (frame.type === 'hello') {
        if (on.actor) return
        await hello(on, frame, asked, using)
        clearTimeout(tooLate)
      } else if (on.actor) await take(on, frame, using)
      else socket.close(4400, 'hello first')
    } catch (error) {
      fail(on, frame, error, using.log)
    }
  }
}

type Frame = z.output<typeof phoneFrame>

async function hello(
  line: Line,
  frame: Extract<Frame, { type: 'hello' }>,
  request: FastifyRequest,
  { authenticate, publicUrl, mover }: Served,
): Promise<void> {
  const { socket } = line
  line.locale = frame.locale
  if (!sameOrigin(request, publicUrl())) throw new AppError('origin_refused')
  const actor = await authenticate({ bearer: null, cookie: request.cookies[SESSION_COOKIE] ?? null })
  if (actor.kind !== 'user') throw new AppError('unauthorized')
  if (!actor.permissions.has('conversations.reply')) throw new AppError('forbidden')
  if (socket.readyState !== socket.OPEN) return
  line.hello = frame
  say(socket, { type: 'welcome', userId: actor.id })
  mover?.opens(line, actor)
}

/** Another node puts a phone through. */
function admit(line: Line, data: Buffer, { exchange }: PhoneSocketOptions): void {
  const told = awayHello.safeParse(textOf(data)).data
  if (!told) {
    line.socket.close(4400, 'hello first')
    return
  }
  const { actor, locale, ready, hears } = told
  Object.assign(line, { actor: { kind: 'user', ...actor, permissions: new Set(actor.permissions) }, locale })
  say(line.socket, { type: 'welcome', userId: actor.id })
  line.phone = exchange.connect(line.actor!, linkOf(line), { ready, hears })
}

async function take(line: Line, frame: Frame, { limiter, mover }: Served): Promise<void> {
  if (frame.type === 'ping') return say(line.socket, { type: 'pong' })
  if (frame.type === 'monitor') await mover?.goTo(line, frame.callId)
  if (frame.type === 'unable') line.hello = { ...line.hello, hears: false }
  const { phone } = line
  if (line.away) return line.away.send(JSON.stringify(frame))
  if (!phone) return
  if (frame.type === 'voice') return phone.device.voice(frame.on)
  if (frame.type === 'text') return phone.device.text(frame)
  if (frame.type === 'unable') return phone.unable()
  if (frame.type === 'hello') return
  await limiter.spend('normal', phone.userId)
  await phone.run(frame)
  say(line.socket, { type: 'done', id: frame.id })
}

function fail({ socket, locale }: Line, frame: Frame, error: unknown, log: Log): void {
  const known = error instanceof AppError ? error : new AppError('internal')
  if (known.code === 'internal') log.error({ err: error }, 'a command of a phone failed')
  const { code, message } = errorBody(known, locale).error
  say(socket, { type: 'error', id: 'id' in frame ? frame.id : null, error: { code, message } })
  if (frame.type === 'hello') socket.close(known.code === 'forbidden' ? 4403 : 4401, known.code)
}

const linkOf = (line: Line): PhoneLink => ({
  say(frame) {
    if (frame.type === 'state') line.state = frame.phone
    say(line.socket, frame)
  },
  sound(frame) {
    const { socket } = line
    if (socket.readyState !== socket.OPEN || socket.bufferedAmount > MOST_BUFFERED) return
    socket.send(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength))
  },
  close: (code, why) => line.socket.close(code, why),
})

function say(socket: WebSocket, frame: PhoneServerFrame): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame))
}

const parse = (data: Buffer): Frame | null => phoneFrame.safeParse(textOf(data)).data ?? null

function textOf(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString('utf8'))
  } catch {
    return null
  }
}
