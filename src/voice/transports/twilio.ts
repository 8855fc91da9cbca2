import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { WebSocket } from 'ws'
import { newId } from '#platform/id.ts'
import { type Clock, openClock } from '#voice/clock.ts'
import { KEYS, type Key } from '#voice/contract.ts'
import { openArrivals } from '#voice/transports/arrivals.ts'
import type { MediaSession, TakeCall, Transport } from '#voice/transports/contract.ts'
import { keyTones } from '#voice/transports/key-tones.ts'
import { openListeners } from '#voice/transports/listeners.ts'
import { openMediaWebSocket, push, readJson } from '#voice/transports/media-websocket.ts'
import { openFramer, openOutbox } from '#voice/transports/outbox.ts'
import { decodeG711, encodeG711 } from '#voice/transports/rtp/g711.ts'
import { openDoubler, openHalver } from '#voice/transports/rtp/resample.ts'
import { type Start, startMessage } from '#voice/transports/twilio-messages.ts'

export type TwilioOptions = {
  host: string
  port: number
  /** Address under which the provider connects, as in `<Stream url="…">`; signatures are made over it. */
  publicUrl: string
  /** Signs connections, and is the password of the provider's interface. */
  authToken: string
  /** Base address of the interface that redirects calls; empty means that calls cannot be passed on. */
  apiUrl: string
  mostCalls: number
}

type Context = { options: TwilioOptions; take: TakeCall; clock: Clock; open: Set<MediaSession> }

/** Calls of Twilio Media Streams and of providers of its shape: JSON with µ-law sound over a WebSocket. */
export async function openTwilio(options: TwilioOptions, take: TakeCall): Promise<Transport> {
  const clock = openClock()
  const open = new Set<MediaSession>()
  const door = await openMediaWebSocket({
    ...options,
    mayConnect: (request) => isSigned(request, options),
    onConnection: (socket) => greet({ options, take, clock, open }, socket),
  })
  return {
    id: 'twilio',
    listening: `${options.host}:${door.port}`,
    dial: null,
    async close() {
      await Promise.all([...open].map((session) => session.hangUp()))
      clock.close()
      door.close()
    },
  }
}

/** `X-Twilio-Signature`: HMAC-SHA1 over the address. Some of its products sign it as https. */
function isSigned(request: IncomingMessage, { publicUrl, authToken }: TwilioOptions): boolean {
  const given = Buffer.from(String(request.headers['x-twilio-signature'] ?? ''))
  return [publicUrl, publicUrl.replace(/^ws/, 'http')].some((url) => {
    const right = Buffer.from(createHmac('sha1', authToken).update(url).digest('base64'))
    return right.length === given.length && timingSafeEqual(right, given)
  })
}

/** Waits for `start`, which says whose call this is. */
function greet(context: Context, socket: WebSocket): void {
  let call: ReturnType<typeof openCall> | null = null
  const late = setTimeout(() => socket.terminate(), 10_000)
  socket.on('close', () => {
    clearTimeout(late)
    call?.gone()
  })
  socket.on('message', (data, isBinary) => {
    const message = isBinary ? null : readJson(data.toString())
    if (!message) return
    if (call) return call.deliver(message)
    if (message.event !== 'start') return
    clearTimeout(late)
    const start = startMessage.safeParse(message)
    if (!start.success) return socket.close(1003, 'start')
    call = begin(context, socket, start.data)
    if (!call) socket.close(1000, 'refused')
  })
}

function begin(context: Context, socket: WebSocket, { start }: Start) {
  const { from = '', to = '', ...details } = start.customParameters
  const about = { from, to, details: { ...details, callSid: start.callSid } }
  const verdict = context.take({ transport: 'twilio', customerId: null, ...about })
  if (!verdict.answer) return null
  const call = openCall(context, socket, start, about)
  context.open.add(call.session)
  socket.on('close', () => context.open.delete(call.session))
  verdict.onSession(call.session)
  return call
}

function openCall(
  { options, clock }: Context,
  socket: WebSocket,
  start: Start['start'],
  about: Pick<MediaSession, 'from' | 'to' | 'details'>,
) {
  const { streamSid } = start
  const listeners = openListeners()
  const outbox = openOutbox()
  const arrivals = openArrivals(clock.now)
  const [cut, double, halve] = [openFramer(), openDoubler(), openHalver()]
  let sequence: number | null = null
  const stop = clock.onBeat(() => {
    const frame = outbox.take()
    if (!frame) return
    const payload = Buffer.from(encodeG711('pcmu', halve(frame))).toString('base64')
    push(socket, JSON.stringify({ event: 'media', streamSid, media: { payload } }))
  })

  function end(why: 'caller-hung-up' | 'we-hung-up' | 'transferred' | 'lost'): void {
    stop()
    listeners.end(why)
  }

  function count(given: unknown): void {
    const number = Number(given)
    if (!Number.isInteger(number)) return
    if (sequence !== null && number > sequence + 1) arrivals.lost(Math.min(number - sequence - 1, 1000))
    sequence = number
  }

  function play(media: unknown): void {
    const payload = (media as { payload?: unknown } | undefined)?.payload
    if (typeof payload !== 'string' || payload.length > 20_000) return
    const sound = Buffer.from(payload, 'base64')
    arrivals.heard(sound.length / 8)
    for (const frame of cut(double(decodeG711('pcmu', sound)))) listeners.audio(frame)
  }

  const session: MediaSession = {
    ...{ id: newId(), transport: 'twilio', direction: 'in', customerId: null, ...about, ...listeners.on },
    send: (frame) => outbox.push(frame),
    clear() {
      outbox.clear()
      push(socket, JSON.stringify({ event: 'clear', streamSid }))
    },
    sendKeys: (keys) => keyTones(keys).forEach((frame) => void outbox.push(frame)),
    async transfer(target) {
      const how = listeners.isOver() ? 'not-able' : await redirect(options, start, target)
      if (how === 'transferred') end('transferred')
      return how
    },
    async hangUp() {
      if (listeners.isOver()) return
      end('we-hung-up')
      socket.close(1000)
    },
    quality: arrivals.quality,
  }
  return {
    session,
    gone: () => end('lost'),
    deliver(message: Record<string, unknown>): void {
      count(message.sequenceNumber)
      if (message.event === 'media') play(message.media)
      else if (message.event === 'dtmf') {
        const digit = (message.dtmf as { digit?: unknown } | undefined)?.digit
        if (KEYS.includes(digit as Key)) listeners.key(digit as Key)
      } else if (message.event === 'stop') {
        end('caller-hung-up')
        socket.close(1000)
      }
    },
  }
}

/** Gives the call new instructions over the provider's interface. */
async function redirect(
  { apiUrl, authToken }: TwilioOptions,
  { accountSid, callSid }: Start['start'],
  target: string,
): Promise<'transferred' | 'refused' | 'not-able'> {
  if (!apiUrl || !/^[\w+*#.-]{1,64}$/.test(target)) return 'not-able'
  const address = `${apiUrl}/2010-04-01/Accounts/${accountSid}/Calls/${callSid}.json`
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
      body: new URLSearchParams({ Twiml: `<Response><Dial>${target}</Dial></Response>` }),
      signal: AbortSignal.timeout(5000),
    })
    await answer.body?.cancel()
    return answer.ok ? 'transferred' : 'refused'
  } catch {
    return 'refused'
  }
}
