import { networkInterfaces } from 'node:os'
import { openClock } from '#voice/clock.ts'
import { allowsAddress } from '#voice/transports/address-list.ts'
import type { TakeCall, Transport } from '#voice/transports/contract.ts'
import { openPorts } from '#voice/transports/rtp/ports.ts'
import { tagOf } from '#voice/transports/sip/address.ts'
import { answerCall } from '#voice/transports/sip/answer.ts'
import { type Dialling, dialNumber } from '#voice/transports/sip/dial.ts'
import { type Doorkeeper, openDoorkeeper } from '#voice/transports/sip/digest.ts'
import { callKey, type Endpoint } from '#voice/transports/sip/endpoint.ts'
import { openFloodGuard } from '#voice/transports/sip/flood.ts'
import { admit } from '#voice/transports/sip/gate.ts'
import type { Line, LineStatus } from '#voice/transports/sip/lines.ts'
import { headerOf } from '#voice/transports/sip/message.ts'
import { openRegistration } from '#voice/transports/sip/register.ts'
import { ALLOW, handleWithin } from '#voice/transports/sip/requests.ts'
import { type Names, peersOf, systemNames } from '#voice/transports/sip/resolve.ts'
import { type Asked, openTransactions } from '#voice/transports/sip/transactions.ts'
import { transferIn } from '#voice/transports/sip/transfer.ts'
import { openWire, type SipTransport, type TlsOptions } from '#voice/transports/sip/wire.ts'
import { systemTimers, type Timers } from '#voice/transports/timers.ts'

export type SipOptions = {
  /** Address and port to listen on, UDP and TCP. */
  host: string
  port: number
  /** Address that others reach us under; empty means the one we listen on. */
  publicAddress: string
  /** Range of UDP ports for sound, two for each call. */
  rtpPorts: { from: number; to: number }
  tls: TlsOptions
  lines: Line[]
  mostCalls: number
}

type Log = { warn(about: object, why: string): void }

export type Sip = Transport & {
  lines(): { id: string; status: LineStatus; calls: number }[]
  calls(): number
  /** Messages that were dropped because their sender sent too many. */
  dropped(): number
  /** Calls over a line; the first that can when none is named. */
  dialOver(lineId: string | null, to: string, dialling: Dialling): ReturnType<typeof dialNumber>
  onStatus(listen: () => void): void
}

/** The house as a telephone: answers calls of its lines, calls out over them, and keeps them registered. */
export async function openSip(
  options: SipOptions,
  take: TakeCall,
  log: Log,
  clock: Timers = systemTimers,
  names: Names = systemNames(),
): Promise<Sip> {
  const door = openDoorkeeper('yinghe', clock.now)
  const isKnown = (address: string) => options.lines.some((line) => allowsAddress(line.allow, address))
  const guard = openFloodGuard(clock.now, isKnown)
  const mediaClock = openClock()
  const address = options.publicAddress || reachable(options.host)
  const wire = await openWire({
    host: options.host,
    port: options.port,
    tls: options.tls,
    admits: guard.admits,
    onMessage: (message, peer) => transactions.receive(message, peer),
    onUnreachable: (peer) => transactions.unreachable(peer),
  })
  const portFor = (transport: SipTransport) => (transport === 'tls' ? wire.securePort : wire.port)
  const transactions = openTransactions({
    send: wire.send,
    clock,
    ours: (transport) => ({ host: address, port: portFor(transport) }),
    onRequest: (asked) => handleRequest(endpoint, door, log, asked),
    onAck: (request) => endpoint.legs.get(keyOf(request))?.onAck(request),
  })
  const endpoint: Endpoint = {
    ...{ lines: options.lines, transactions, clock, mediaClock, address, take, mostCalls: options.mostCalls },
    ports: openPorts({ host: options.host, ...options.rtpPorts }),
    portFor,
    legs: new Map(),
    early: new Map(),
    peersOf: (line) => peersOf(line, names),
  }
  let listener = () => {}
  const registrations = options.lines.map((line) => ({
    line,
    registration: openRegistration(endpoint, line, () => listener()),
  }))

  const dialOver: Sip['dialOver'] = async (lineId, to, dialling) => {
    const line = options.lines.find(({ id, server }) => server && (lineId === null || id === lineId))
    return line ? dialNumber(endpoint, line, to, dialling) : { failed: 'failed' }
  }

  return {
    id: 'sip',
    listening: `${address}:${wire.port}`,
    dial: options.lines.some(({ server }) => server) ? (to, dialling) => dialOver(null, to, dialling) : null,
    dialOver,
    lines: () =>
      registrations.map(({ line, registration }) => ({
        id: line.id,
        status: registration.status(),
        calls: [...endpoint.legs.values()].filter((leg) => leg.line.id === line.id).length,
      })),
    calls: () => endpoint.legs.size,
    dropped: guard.dropped,
    onStatus(listen) {
      listener = listen
    },
    async close() {
      for (const { stop } of [...endpoint.early.values()]) stop()
      await Promise.all([...endpoint.legs.values()].map((leg) => leg.session.hangUp()))
      await Promise.all(registrations.map(({ registration }) => registration.close()))
      transactions.close()
      mediaClock.close()
      await wire.close()
    },
  }
}

const keyOf = (request: { headers: readonly (readonly [string, string])[] }) =>
  callKey(headerOf(request, 'call-id') ?? '', tagOf(headerOf(request, 'to')))

/** A request from the network: of a call in progress, or of somebody who has to be let in first. */
function handleRequest(endpoint: Endpoint, door: Doorkeeper, log: Log, asked: Asked) {
  const failed = (error: unknown) => {
    log.warn({ err: error, method: asked.request.method }, 'a request of a telephone line could not be handled')
    asked.answer(500)
  }
  try {
    if (tagOf(headerOf(asked.request, 'to'))) return handleOfCall(endpoint, asked, failed)
    const line = admit(asked, endpoint.lines, door)
    if (!line) return
    if (asked.request.method === 'INVITE') answerCall(endpoint, asked, line).catch(failed)
    else if (asked.request.method === 'OPTIONS') asked.answer(200, { headers: [ALLOW, ['accept', 'application/sdp']] })
    else asked.answer(405, { headers: [ALLOW] })
  } catch (error) {
    failed(error)
  }
}

function handleOfCall(endpoint: Endpoint, asked: Asked, failed: (error: unknown) => void) {
  const key = keyOf(asked.request)
  const early = asked.request.method === 'PRACK' ? endpoint.early.get(key) : undefined
  if (early) return early.heard(asked)
  const leg = endpoint.legs.get(key)
  if (!leg) return asked.answer(481)
  handleWithin(leg, asked, () => {
    const dialling = { from: leg.session.from, ringMs: 60_000, signal: new AbortController().signal }
    transferIn(leg, asked, (to) => dialNumber(endpoint, leg.line, to, dialling)).catch(failed)
  })
}

/** An address of this machine that others can reach, when we listen on all of them. */
function reachable(host: string): string {
  if (host !== '0.0.0.0' && host !== '::') return host
  const own = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  return own.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1'
}
