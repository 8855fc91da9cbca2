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
import { type PhoneServerFrame, phoneFrame } from '#voice/bridge/contract.ts'
import type { OpenExchange, PhoneSession } from '#voice/bridge/open-exchange.ts'
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
  exchange: Pick<OpenExchange, 'connect'>
  limiter: RateLimiter
  publicUrl: () => string
  onEvents: (listen: (event: LedgerEvent) => void) => void
  log: Log
}

type User = Extract<Actor, { kind: 'user' }>
type Line = { socket: WebSocket; actor: User | null; phone: PhoneSession | null; locale: Locale }

/** The door by which agents' browsers become their telephones. */
export function mountPhones(options: PhoneSocketOptions): void {
  const open = new Set<Line>()
  options.onEvents(({ kind, payload }) => {
    if (kind !== 'session.ended') return
    const ended = payload.sessionIds as string[]
    for (const { actor, socket } of open)
      if (actor && ended.some((id) => actor.sessionHash.startsWith(id))) socket.close(4401, 'signed out')
  })
  options.app.register(async (scope) => {
    scope.get(PHONE_PATH, { websocket: true }, (socket, request) => {
      const line: Line = { socket, actor: null, phone: null, locale: 'zh' }
      open.add(line)
      serve(line, request, options)
      socket.on('close', () => {
        open.delete(line)
        line.phone?.gone()
      })
    })
  })
}

function serve(line: Line, request: FastifyRequest, options: PhoneSocketOptions): void {
  const { socket } = line
  const tooLate = setTimeout(() => socket.close(4408, 'no hello'), HELLO_MS)
  const floods = openFrameGate()
  let order: Promise<void> = Promise.resolve()
  socket.on('error', () => socket.terminate())
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) {
      if (data.length !== FRAME_BYTES || !line.phone) return socket.close(4400, 'frames of 640 bytes, after hello')
      if (floods.admits()) line.phone.sound(new Int16Array(new Uint8Array(data).buffer))
      return
    }
    const frame = parse(data)
    if (!frame) return socket.close(4400, 'unknown frame')
    // In the order in which they came: who holds and takes back means the second one.
    order = order.then(() => handle(line, frame, request, options))
  })
  socket.on('close', () => clearTimeout(tooLate))
  async function handle(on: Line, frame: Frame, asked: FastifyRequest, using: PhoneSocketOptions): Promise<void> {
    try {
      if (frame.type === 'hello') {
        if (on.phone) return
        await hello(on, frame, asked, using)
        clearTimeout(tooLate)
      } else if (on.phone) await take(on, on.phone, frame, using)
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
  { authenticate, exchange, publicUrl }: PhoneSocketOptions,
): Promise<void> {
  const { socket } = line
  line.locale = frame.locale
  if (!sameOrigin(request, publicUrl())) throw new AppError('origin_refused')
  const actor = await authenticate({ bearer: null, cookie: request.cookies[SESSION_COOKIE] ?? null })
  if (actor.kind !== 'user') throw new AppError('unauthorized')
  if (!actor.permissions.has('conversations.reply')) throw new AppError('forbidden')
  if (socket.readyState !== socket.OPEN) return
  line.actor = actor
  say(socket, { type: 'welcome', userId: actor.id })
  line.phone = exchange.connect(actor, linkOf(socket), frame)
}

async function take(line: Line, phone: PhoneSession, frame: Frame, { limiter }: PhoneSocketOptions): Promise<void> {
  if (frame.type === 'ping') return say(line.socket, { type: 'pong' })
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

const linkOf = (socket: WebSocket): PhoneLink => ({
  say: (frame) => say(socket, frame),
  sound(frame) {
    if (socket.readyState !== socket.OPEN || socket.bufferedAmount > MOST_BUFFERED) return
    socket.send(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength))
  },
  close: (code, why) => socket.close(code, why),
})

function say(socket: WebSocket, frame: PhoneServerFrame): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame))
}

function parse(data: Buffer): Frame | null {
  try {
    return phoneFrame.safeParse(JSON.parse(data.toString('utf8'))).data ?? null
  } catch {
    return null
  }
}
