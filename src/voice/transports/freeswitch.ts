import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { WebSocket } from 'ws'
import { newId } from '#platform/id.ts'
import { type Clock, openClock } from '#voice/clock.ts'
import { KEYS, type Key } from '#voice/contract.ts'
import { openArrivals } from '#voice/transports/arrivals.ts'
import type { MediaSession, TakeCall, Transport } from '#voice/transports/contract.ts'
import { type EventSocket, type EventSocketOptions, openEventSocket } from '#voice/transports/event-socket.ts'
import { keyTones } from '#voice/transports/key-tones.ts'
import { openListeners } from '#voice/transports/listeners.ts'
import { openMediaWebSocket, push, readJson } from '#voice/transports/media-websocket.ts'
import { openFramer, openOutbox } from '#voice/transports/outbox.ts'
import { bytesFrom, samplesFrom } from '#voice/transports/pcm.ts'
import { openDoubler, openHalver } from '#voice/transports/rtp/resample.ts'
import { systemTimers } from '#voice/transports/timers.ts'

export type FreeSwitchOptions = {
  host: string
  port: number
  /** Password of the media connections, in `Authorization` as Bearer or Basic. */
  secret: string
  /** Samples a second, as the dial plan starts the stream. */
  rate: 8000 | 16_000
  /** How the module takes sound: bytes as they come, or JSON with base64 (mod_audio_stream). */
  playback: 'binary' | 'json'
  /** Control of the switch; null leaves keys, hold and transfer out. */
  control: EventSocketOptions | null
  mostCalls: number
}

type Call = ReturnType<typeof openCall>
type Context = {
  options: FreeSwitchOptions
  take: TakeCall
  clock: Clock
  control: EventSocket | null
  calls: Map<string, Call>
}

export type FreeSwitchTransport = Transport & { control(): 'off' | 'connecting' | 'ready' | 'refused' }

/** Calls of FreeSWITCH: sound over a media WebSocket (mod_audio_stream, mod_audio_fork), control over the event socket. */
export async function openFreeSwitch(options: FreeSwitchOptions, take: TakeCall): Promise<FreeSwitchTransport> {
  const clock = openClock()
  const calls = new Map<string, Call>()
  const control = options.control && openEventSocket(options.control, systemTimers, (event) => tell(calls, event))
  const door = await openMediaWebSocket({
    ...options,
    mayConnect: (request) => knowsSecret(request, options.secret),
    onConnection: (socket) => greet({ options, take, clock, control, calls }, socket),
  })
  return {
    id: 'freeswitch',
    listening: `${options.host}:${door.port}`,
    dial: null,
    control: () => control?.state() ?? 'off',
    async close() {
      await Promise.all([...calls.values()].map(({ session }) => session.hangUp()))
      control?.close()
      clock.close()
      door.close()
    },
  }
}

function knowsSecret(request: IncomingMessage, secret: string): boolean {
  const [scheme, value = ''] = (request.headers.authorization ?? '').split(' ')
  const given = /^basic$/i.test(scheme!) ? Buffer.from(value, 'base64').toString().split(':').slice(1).join(':') : value
  const [left, right] = [Buffer.from(given), Buffer.from(secret)]
  return secret.length > 0 && left.length === right.length && timingSafeEqual(left, right)
}

/** An event of the switch goes to the call it is about. */
function tell(calls: Map<string, Call>, event: Record<string, string>): void {
  const call = calls.get(event['unique-id'] ?? '')
  if (!call) return
  const name = event['event-name']
  if (name === 'DTMF') call.key(event['dtmf-digit'] ?? '')
  else if (name === 'CHANNEL_HOLD' || name === 'CHANNEL_UNHOLD') call.held(name === 'CHANNEL_HOLD')
  else if (name === 'CHANNEL_HANGUP') call.end('caller-hung-up')
}

/** The first text frame is what the dial plan says about the call: at least its `uuid`, then `from`, `to` and what it likes. */
function greet(context: Context, socket: WebSocket): void {
  let call: Call | null = null
  const late = setTimeout(() => socket.terminate(), 5000)
  socket.on('close', () => {
    clearTimeout(late)
    call?.end('caller-hung-up')
  })
  socket.on('message', (data, isBinary) => {
    if (call) return isBinary ? call.hear(data as Buffer) : undefined
    if (isBinary) return
    clearTimeout(late)
    const about = readJson(data.toString())
    const uuid = String(about?.uuid ?? '')
    if (!about || !/^[\w-]{8,64}$/.test(uuid) || context.calls.has(uuid)) return socket.close(1003, 'metadata')
    call = begin(context, socket, uuid, about)
    if (!call) socket.close(1000, 'refused')
  })
}

function begin(context: Context, socket: WebSocket, uuid: string, given: Record<string, unknown>): Call | null {
  const told = Object.entries(given).slice(0, 30)
  const {
    from = '',
    to = '',
    ...details
  } = Object.fromEntries(
    told.flatMap(([name, value]) =>
      ['string', 'number', 'boolean'].includes(typeof value) ? [[name.slice(0, 64), String(value).slice(0, 256)]] : [],
    ),
  )
  const about = { from, to, details }
  const verdict = context.take({ transport: 'freeswitch', customerId: null, ...about })
  if (!verdict.answer) return null
  const call = openCall(context, socket, uuid, about)
  context.calls.set(uuid, call)
  socket.on('close', () => context.calls.delete(uuid))
  verdict.onSession(call.session)
  return call
}

function openCall(
  { options, clock, control }: Context,
  socket: WebSocket,
  uuid: string,
  about: Pick<MediaSession, 'from' | 'to' | 'details'>,
) {
  const listeners = openListeners()
  const outbox = openOutbox()
  const arrivals = openArrivals(clock.now)
  const isWide = options.rate === 16_000
  const [cut, double, halve] = [openFramer(), openDoubler(), openHalver()]
  const stop = clock.onBeat(() => {
    const frame = outbox.take()
    if (!frame) return
    const sound = bytesFrom(isWide ? frame : halve(frame))
    push(socket, options.playback === 'binary' ? sound : asJson(sound, options.rate))
  })

  function end(why: 'caller-hung-up' | 'we-hung-up' | 'transferred'): void {
    stop()
    listeners.end(why)
  }

  const session: MediaSession = {
    ...{ id: newId(), transport: 'freeswitch', direction: 'in', customerId: null, ...about, ...listeners.on },
    send: (frame) => outbox.push(frame),
    clear() {
      outbox.clear()
      push(socket, JSON.stringify({ type: 'killAudio' }))
    },
    sendKeys(keys) {
      if (control?.state() === 'ready') void control.command(`uuid_send_dtmf ${uuid} ${keys.join('')}`)
      else for (const frame of keyTones(keys)) outbox.push(frame)
    },
    async transfer(target) {
      if (listeners.isOver() || !control || !/^[\w+*#.-]{1,64}$/.test(target)) return 'not-able'
      const answer = await control.command(`uuid_transfer ${uuid} ${target}`)
      if (answer === null) return 'not-able'
      if (!answer.startsWith('+OK')) return 'refused'
      end('transferred')
      socket.close(1000)
      return 'transferred'
    },
    async hangUp() {
      if (listeners.isOver()) return
      end('we-hung-up')
      // Without control the dial plan goes on once the stream has closed.
      await control?.command(`uuid_kill ${uuid}`)
      socket.close(1000)
    },
    quality: arrivals.quality,
  }
  return {
    session,
    end,
    held: listeners.held,
    key: (digit: string) => void (KEYS.includes(digit as Key) && listeners.key(digit as Key)),
    hear(bytes: Buffer): void {
      const samples = samplesFrom(bytes)
      arrivals.heard(samples.length / (options.rate / 1000))
      for (const frame of cut(isWide ? samples : double(samples))) listeners.audio(frame)
    },
  }
}

const asJson = (sound: Buffer, sampleRate: number) =>
  JSON.stringify({
    type: 'streamAudio',
    data: { audioDataType: 'raw', sampleRate, audioData: sound.toString('base64') },
  })
