import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { newId } from '#platform/id.ts'
import { type Clock, openClock } from '#voice/clock.ts'
import { KEYS, type Key } from '#voice/contract.ts'
import { allowsAddress } from '#voice/transports/address-list.ts'
import { openArrivals } from '#voice/transports/arrivals.ts'
import { audioSocketFrame, KIND, openAudioSocketFraming } from '#voice/transports/audiosocket-framing.ts'
import type { MediaSession, TakeCall, Transport } from '#voice/transports/contract.ts'
import { keyTones } from '#voice/transports/key-tones.ts'
import { openListeners } from '#voice/transports/listeners.ts'
import { openFramer, openOutbox } from '#voice/transports/outbox.ts'
import { bytesFrom, samplesFrom } from '#voice/transports/pcm.ts'
import { openDoubler, openHalver } from '#voice/transports/rtp/resample.ts'

export type AudioSocketOptions = {
  host: string
  port: number
  /** Addresses of the Asterisk servers; nobody else is heard, since the protocol knows no password. */
  allow: string[]
  mostCalls: number
}

export type AudioSocketTransport = Transport & {
  /** Announces a call: the UUID that the dial plan gives to AudioSocket, good once and for a minute. */
  announce(call: { from: string; to: string }): string
}

const ANNOUNCED_MS = 60_000
const MOST_ANNOUNCED = 1000
const MOST_BEHIND = 64 * 1024

type Announced = Map<string, { from: string; to: string; until: number }>
type Context = {
  options: AudioSocketOptions
  take: TakeCall
  clock: Clock
  announced: Announced
  open: Set<MediaSession>
}

/** Calls of Asterisk's AudioSocket application: sound over TCP, one connection a call. */
export async function openAudioSocket(options: AudioSocketOptions, take: TakeCall): Promise<AudioSocketTransport> {
  const clock = openClock()
  const announced: Announced = new Map()
  const open = new Set<MediaSession>()
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    socket.on('error', () => {})
    if (!allowsAddress(options.allow, socket.remoteAddress ?? '') || sockets.size >= options.mostCalls)
      return socket.destroy()
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    greet({ options, take, clock, announced, open }, socket)
  })
  server.listen({ host: options.host, port: options.port })
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return {
    id: 'audiosocket',
    listening: `${options.host}:${port}`,
    dial: null,
    announce({ from, to }) {
      for (const [id, { until }] of announced) if (until < Date.now()) announced.delete(id)
      if (announced.size >= MOST_ANNOUNCED) announced.delete(announced.keys().next().value!)
      const id = randomUUID()
      announced.set(id, { from, to, until: Date.now() + ANNOUNCED_MS })
      return id
    },
    async close() {
      await Promise.all([...open].map((session) => session.hangUp()))
      for (const socket of sockets) socket.destroy()
      clock.close()
      server.close()
    },
  }
}

/** The first frame says which call this is; what does not begin so is no Asterisk. */
function greet(context: Context, socket: Socket): void {
  const framing = openAudioSocketFraming()
  let deliver: ((kind: number, payload: Buffer) => void) | null = null
  const late = setTimeout(() => socket.destroy(), 5000)
  socket.setNoDelay(true)
  socket.on('close', () => clearTimeout(late))
  socket.on('data', (chunk) => {
    for (const { kind, payload } of framing(chunk)) {
      if (socket.destroyed) return
      if (deliver) {
        deliver(kind, payload)
        continue
      }
      clearTimeout(late)
      if (kind !== KIND.uuid || payload.length !== 16) return void socket.destroy()
      deliver = begin(context, socket, uuidOf(payload))
      if (!deliver) return void socket.end(audioSocketFrame(KIND.hangup))
    }
  })
}

function begin(context: Context, socket: Socket, uuid: string) {
  const { announced, take, open, clock } = context
  const known = announced.get(uuid)
  announced.delete(uuid)
  const { from, to } = known && known.until > Date.now() ? known : { from: '', to: '' }
  const details = { uuid }
  const verdict = take({ transport: 'audiosocket', from, to, customerId: null, details })
  if (!verdict.answer) return null
  const call = openCall(socket, clock, { from, to, details })
  open.add(call.session)
  socket.on('close', () => {
    open.delete(call.session)
    call.gone()
  })
  verdict.onSession(call.session)
  return call.deliver
}

function openCall(socket: Socket, clock: Clock, about: Pick<MediaSession, 'from' | 'to' | 'details'>) {
  const listeners = openListeners()
  const outbox = openOutbox()
  const arrivals = openArrivals(clock.now)
  const [cut, double, halve] = [openFramer(), openDoubler(), openHalver()]
  let hungUp = false
  let wide = false
  const stop = clock.onBeat(() => {
    const frame = outbox.take()
    if (!frame || socket.writableLength > MOST_BEHIND) return
    socket.write(
      wide ? audioSocketFrame(KIND.slin16, bytesFrom(frame)) : audioSocketFrame(KIND.slin8, bytesFrom(halve(frame))),
    )
  })

  function end(why: 'caller-hung-up' | 'we-hung-up' | 'lost'): void {
    stop()
    listeners.end(why)
  }

  const session: MediaSession = {
    ...{ id: newId(), transport: 'audiosocket', direction: 'in', customerId: null, ...about, ...listeners.on },
    send: (frame) => outbox.push(frame),
    clear: () => outbox.clear(),
    sendKeys: (keys) => keyTones(keys).forEach((frame) => void outbox.push(frame)),
    transfer: async () => 'not-able',
    async hangUp() {
      if (listeners.isOver()) return
      end('we-hung-up')
      socket.end(audioSocketFrame(KIND.hangup))
    },
    quality: arrivals.quality,
  }
  return {
    session,
    gone: () => end(hungUp ? 'caller-hung-up' : 'lost'),
    deliver(kind: number, payload: Buffer): void {
      if (kind === KIND.slin8 || kind === KIND.slin16) {
        wide = kind === KIND.slin16
        const samples = samplesFrom(payload)
        arrivals.heard(samples.length / (wide ? 16 : 8))
        for (const frame of cut(wide ? samples : double(samples))) listeners.audio(frame)
      } else if (kind === KIND.key && KEYS.includes(payload.toString('latin1') as Key))
        listeners.key(payload.toString('latin1') as Key)
      else if (kind === KIND.hangup || kind === KIND.error) {
        hungUp = kind === KIND.hangup
        end(hungUp ? 'caller-hung-up' : 'lost')
        socket.end()
      }
    },
  }
}

const uuidOf = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
