import fastifyWebsocket from '@fastify/websocket'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import type { z } from 'zod'
import { AppError, errorBody, type Locale } from '#platform/errors.ts'
import type { RateLimiter } from '#platform/http/rate-limit.ts'
import type { Actor } from '#platform/http/route.ts'
import { hasUnstorableText, SESSION_COOKIE, sameOrigin } from '#platform/http/serve.ts'
import { isPosition, type LedgerEvent, type Topic } from '#platform/ledger/contract.ts'
import type { Tail } from '#platform/ledger/tail.ts'
import type { Log } from '#platform/log.ts'
import { CLOSE, clientFrame, type ServerFrame } from '#platform/realtime/contract.ts'
import type { Client, Hub } from '#platform/realtime/hub.ts'

export type CommandContext = {
  actor: Actor
  locale: Locale
  ip: string
  /**
   * What this command says of its sender holds while the socket is open: `end` takes it back when it closes, unless
   * another socket of his says the same. A later one of the same name takes its place; null says that nothing holds.
   */
  whileOpen: (name: string, end: (() => void) | null) => void
}
/** A verb a client may call over the socket; registered by the composition root from the domains' contracts. */
export type Command = {
  name: string
  access: 'customer' | (string & {})
  payload: z.ZodType
  run: (payload: never, context: CommandContext) => Promise<unknown>
}

/** Declares one command with its payload type taken from the schema. */
export function command<P extends z.ZodType>(spec: {
  name: string
  access: 'customer' | (string & {})
  payload: P
  run: (payload: z.output<P>, context: CommandContext) => Promise<unknown>
}): Command {
  return spec as unknown as Command
}

export type SocketOptions = {
  hub: Hub
  tail: Tail
  commands: Command[]
  authenticate: (credentials: { bearer: string | null; cookie: string | null }) => Promise<Actor>
  /** May this actor watch this topic? Checked at every `watch`. */
  mayWatch: (actor: Actor, topic: Topic) => Promise<boolean>
  /** Told when an actor's socket comes or goes. */
  onPresence: (actor: Actor, online: boolean) => unknown
  limiter: RateLimiter
  publicUrl: () => string
  log: Log
}

const HELLO_MS = 10_000
const MAX_FRAME = 64 * 1024
/** A browser that stops reading is cut off rather than filling our memory. */
const MAX_BUFFERED = 4 * 1024 * 1024
const MAX_WATCHED = 50

export type Sockets = {
  /** Asks every browser to come back at once. */
  closeAll(): void
  /** Whether a customer has a window open, as far as this node knows. */
  isOnline(customerId: string): boolean
  /** Team members with a live socket on this node. */
  users(): string[]
}

/** Mounts the WebSocket endpoint. Every frame is checked against the protocol before anything else happens. */
export function mountSockets(app: FastifyInstance, options: SocketOptions): Sockets {
  const open = new Map<WebSocket, Session>()
  // A session that ended elsewhere takes its sockets with it.
  options.tail.onEvents((events) => events.forEach(endSession))
  const endSession = (event: LedgerEvent) => {
    if (event.kind !== 'session.ended') return
    const ended = event.payload.sessionIds as string[]
    for (const [socket, { actor }] of open) {
      if (actor?.kind === 'user' && ended.some((id) => actor.sessionHash.startsWith(id)))
        socket.close(CLOSE.signIn, 'signed out')
    }
  }
  app.register(fastifyWebsocket, { options: { maxPayload: MAX_FRAME, perMessageDeflate: false } })
  app.register(async (scope) => {
    scope.get('/api/realtime', { websocket: true }, (socket, request) => {
      const session = serveSocket(socket, request, options)
      open.set(socket, session)
      socket.on('close', () => {
        open.delete(socket)
        const { actor } = session
        // Another tab of his may still be open.
        const tabs = [...open.values()].filter(
          (other) => actor && other.actor?.kind === actor.kind && other.actor.id === actor.id,
        )
        for (const [name, end] of session.holds) if (!tabs.some(({ holds }) => holds.has(name))) end()
        if (actor && !tabs.length) options.onPresence(actor, false)
      })
    })
  })
  return {
    closeAll: () => {
      for (const socket of open.keys()) socket.close(CLOSE.restarting, 'restarting')
    },
    isOnline: (customerId) =>
      [...open.values()].some(({ actor }) => actor?.kind === 'customer' && actor.id === customerId),
    users: () => [...new Set([...open.values()].flatMap(({ actor }) => (actor?.kind === 'user' ? [actor.id] : [])))],
  }
}

function serveSocket(socket: WebSocket, request: FastifyRequest, options: SocketOptions): Session {
  const noHello = setTimeout(() => socket.close(CLOSE.noHello, 'no hello'), HELLO_MS)
  const holds = new Map<string, () => void>()
  const session: Session = { socket, request, options, client: null, actor: null, locale: 'zh', noHello, holds }
  let order: Promise<void> = Promise.resolve()
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) return socket.close(CLOSE.protocol, 'text frames only')
    // Frames of one socket are handled in order; a slow command does not hold up pings because they need no order.
    order = order
      .then(() => handleFrame(session, data.toString('utf8')))
      .catch((error: unknown) => fail(session, null, error))
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    clearTimeout(noHello)
    if (session.client) options.hub.leave(session.client)
  })
  return session
}

type Session = {
  socket: WebSocket
  request: FastifyRequest
  options: SocketOptions
  client: Client | null
  actor: Actor | null
  locale: Locale
  noHello: NodeJS.Timeout
  /** What was said for as long as this socket is open, and how each is taken back. */
  holds: Map<string, () => void>
}

async function handleFrame(session: Session, text: string): Promise<void> {
  const { socket, options } = session
  let frame: z.output<typeof clientFrame>
  try {
    frame = clientFrame.parse(JSON.parse(text))
  } catch {
    // Noise is answered, but not without end.
    try {
      await options.limiter.spend('messages', session.actor?.id || session.request.ip)
    } catch {
      return socket.close(CLOSE.slowDown, 'too many broken frames')
    }
    send(session, {
      type: 'error',
      id: null,
      error: errorBody(new AppError('bad_request', { detail: 'frame' }), session.locale).error,
    })
    return
  }
  if (frame.type === 'ping') return send(session, { type: 'pong' })
  if (frame.type === 'hello') return session.client ? undefined : hello(session, frame)
  if (!session.client || !session.actor) return socket.close(CLOSE.protocol, 'hello first')
  if (frame.type === 'unwatch') return options.hub.unwatch(session.client, frame.topic as Topic)
  if (frame.type === 'watch') {
    if (session.client.topics.size > MAX_WATCHED || !(await options.mayWatch(session.actor, frame.topic as Topic))) {
      return fail(session, null, new AppError('forbidden'))
    }
    return options.hub.watch(session.client, frame.topic as Topic)
  }
  await runCommand(session, frame)
}

async function hello(session: Session, frame: Extract<z.output<typeof clientFrame>, { type: 'hello' }>): Promise<void> {
  const { request, options, socket } = session
  session.locale = frame.locale
  const cookie = frame.token ? null : (request.cookies[SESSION_COOKIE] ?? null)
  let actor: Actor
  try {
    if (cookie && !sameOrigin(request, options.publicUrl())) throw new AppError('origin_refused')
    actor = await options.authenticate({ bearer: frame.token ?? null, cookie })
    if (actor.kind === 'anonymous') throw new AppError('unauthorized')
  } catch (error) {
    fail(session, null, error)
    return socket.close(CLOSE.signIn, 'sign in')
  }
  const own: Topic[] = actor.kind === 'customer' ? [`customer:${actor.id}`] : ['team', `user:${actor.id}`]
  const topics = [...own, ...(await watchable(session, actor, frame.watch))]
  const client: Client = {
    send: (text) => push(socket, text),
    isCustomer: actor.kind === 'customer',
    topics: new Set(topics),
    held: null,
  }
  clearTimeout(session.noHello)
  session.client = client
  session.actor = actor
  if (socket.readyState !== socket.OPEN) return
  const position = await options.hub.join(client, frame.after && isPosition(frame.after) ? frame.after : undefined)
  send(session, { type: 'welcome', position, actor: { kind: actor.kind, id: actor.id } })
  options.onPresence(actor, true)
  if (socket.readyState !== socket.OPEN) options.hub.leave(client)
}

/** Topics named in the hello are part of the replay, so that nothing of an open conversation is missed. */
async function watchable({ options }: Session, actor: Actor, wanted: string[]): Promise<Topic[]> {
  const topics = wanted as Topic[]
  const allowed = await Promise.all(topics.map((topic) => options.mayWatch(actor, topic)))
  return topics.filter((_topic, n) => allowed[n])
}

async function runCommand(session: Session, frame: { id: string; name: string; payload?: unknown }): Promise<void> {
  const { options, actor, locale, request } = session
  try {
    const known = options.commands.find((candidate) => candidate.name === frame.name && mayRun(actor!, candidate))
    if (!known) throw new AppError('not_found')
    await options.limiter.spend(frame.name.startsWith('message.') ? 'messages' : 'normal', actor!.id)
    if (hasUnstorableText(frame.payload, 0)) throw new AppError('bad_request', { detail: 'invalid characters' })
    const parsed = known.payload.safeParse(frame.payload)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      throw new AppError('bad_request', { detail: `${issue?.path.join('.')} ${issue?.message}` })
    }
    const whileOpen = hold(session)
    const result = await known.run(parsed.data as never, { actor: actor!, locale, ip: request.ip, whileOpen })
    send(session, { type: 'done', id: frame.id, result: result ?? {} })
  } catch (error) {
    fail(session, frame.id, error)
  }
}

const hold =
  ({ socket, holds }: Session): CommandContext['whileOpen'] =>
  (name, end) => {
    if (!end) holds.delete(name)
    else if (socket.readyState === socket.OPEN) holds.set(name, end)
    // Closed while the command ran.
    else end()
  }

const mayRun = (actor: Actor, known: Command) =>
  known.access === 'customer' ? actor.kind === 'customer' : actor.permissions.has(known.access)

function fail(session: Session, id: string | null, error: unknown): void {
  const known = error instanceof AppError ? error : new AppError('internal')
  if (known.code === 'internal') session.options.log.error({ err: error }, 'a socket frame failed')
  const seconds = known.params.seconds
  send(session, {
    type: 'error',
    id,
    error: errorBody(known, session.locale).error,
    ...(typeof seconds === 'number' ? { retryAfter: seconds } : {}),
  })
}

const send = (session: Session, frame: ServerFrame): void => push(session.socket, JSON.stringify(frame))

function push(socket: WebSocket, text: string): void {
  if (socket.readyState !== socket.OPEN) return
  if (socket.bufferedAmount > MAX_BUFFERED) socket.close(CLOSE.slowDown, 'too slow')
  else {
    cork(socket)
    socket.send(text)
  }
}

const corked = new WeakSet<WebSocket>()

/** Frames of one turn of the event loop leave in one system call. */
function cork(socket: WebSocket): void {
  if (corked.has(socket)) return
  const raw = (socket as WebSocket & { _socket?: { cork(): void; uncork(): void } })._socket
  if (!raw) return
  corked.add(socket)
  raw.cork()
  setImmediate(() => {
    corked.delete(socket)
    raw.uncork()
  })
}
