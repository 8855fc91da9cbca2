import { randomBytes } from 'node:crypto'
import { formatUri, parseNameAddress, parseUri } from '#voice/transports/sip/address.ts'
import { type Answered, requestAs } from '#voice/transports/sip/credentials.ts'
import { isGone, SILENT_MS } from '#voice/transports/sip/dial.ts'
import { newTag } from '#voice/transports/sip/dialog.ts'
import { contactHeader, type Endpoint } from '#voice/transports/sip/endpoint.ts'
import { type Line, type LineStatus, portOf, serverOf } from '#voice/transports/sip/lines.ts'
import { type Header, headerOf, type SipRequest, valuesOf } from '#voice/transports/sip/message.ts'
import type { Peer } from '#voice/transports/sip/wire.ts'

const WANTED = 300
const RETRY_MS = 5000
const LONGEST_RETRY_MS = 300_000

/** Keeps a line registered: again in good time before it runs out, and after a failure less and less often. */
export function openRegistration(endpoint: Endpoint, line: Line, onChange: () => void) {
  const callId = randomBytes(16).toString('hex')
  const tag = newTag()
  let number = 0
  let seconds = WANTED
  let retry = RETRY_MS
  let stopTimer = () => {}
  let closed = false
  let status: LineStatus = { state: line.register ? 'trying' : 'off', why: null, since: new Date() }

  function become(state: LineStatus['state'], why: string | null = null) {
    if (status.state === state && status.why === why) return
    status = { state, why, since: new Date() }
    onChange()
  }

  async function register(expires: number): Promise<void> {
    const peers = await endpoint.peersOf(line)
    if (closed && expires) return
    if (!peers.length) return fail('unreachable')
    for (const [n, peer] of peers.entries()) {
      const isLast = n === peers.length - 1
      const response = await ask(peer, expires, isLast)
      if (closed && expires) return
      if (response && (isLast || !isGone(response))) return closed ? undefined : settle(response)
    }
  }

  /** Null when nothing comes from a server that is not the last one. */
  const ask = (peer: Peer, expires: number, isLast: boolean) =>
    new Promise<Answered | null>((done) => {
      const request = registration(endpoint, line, { callId, tag, number: ++number, expires })
      if (!isLast) endpoint.clock.after(SILENT_MS, () => done(null))
      requestAs(line, endpoint.transactions, { request, peer, nextNumber: () => ++number }, { final: done })
    })

  function settle(response: Answered) {
    if (response.status === 423) {
      const least = Number(headerOf(response, 'min-expires'))
      if (least > seconds && least <= 86_400) {
        seconds = least
        return void register(seconds)
      }
    }
    if (response.status >= 300) return fail(response.local ? 'unreachable' : String(response.status))
    retry = RETRY_MS
    become('registered')
    const granted = grantedFor(response, endpoint, line) ?? seconds
    stopTimer = endpoint.clock.after(Math.max(granted * 800, 5000), () => void register(seconds))
  }

  function fail(why: string) {
    become('failed', why)
    stopTimer = endpoint.clock.after(retry, () => void register(seconds))
    retry = Math.min(retry * 2, LONGEST_RETRY_MS)
  }

  if (line.register) void register(seconds)
  return {
    status: () => status,
    async close(): Promise<void> {
      closed = true
      stopTimer()
      if (status.state !== 'registered') return
      // A switch that is gone must not hold up the end.
      await Promise.race([register(0), new Promise<void>((done) => void endpoint.clock.after(1000, done))])
    },
  }
}

function registration(
  endpoint: Endpoint,
  line: Line,
  { callId, tag, number, expires }: { callId: string; tag: string; number: number; expires: number },
): SipRequest {
  const { host, port } = serverOf(line)
  const at = { host, port: port === 5060 ? null : port }
  const own = formatUri({ user: line.user, ...at })
  const headers: Header[] = [
    ['from', `<${own}>;tag=${tag}`],
    ['to', `<${own}>`],
    ['call-id', callId],
    ['cseq', `${number} REGISTER`],
    ['max-forwards', '70'],
    ['contact', contactHeader(endpoint, line.user, line.transport)],
    ['expires', String(expires)],
  ]
  return { method: 'REGISTER', uri: formatUri(at), headers, body: '' }
}

/** Seconds the switch grants for our contact, which may be fewer than we asked. */
function grantedFor(response: Answered, endpoint: Endpoint, { transport }: Line): number | null {
  const ours = valuesOf(response, 'contact').find((value) => {
    const uri = parseUri(parseNameAddress(value)?.uri ?? '')
    return uri?.host === endpoint.address && (uri.port ?? portOf(transport)) === endpoint.portFor(transport)
  })
  const granted = Number((ours && parseNameAddress(ours)?.params.expires) ?? headerOf(response, 'expires'))
  return granted > 0 ? granted : null
}
