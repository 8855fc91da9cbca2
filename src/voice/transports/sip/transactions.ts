import { randomBytes } from 'node:crypto'
import { parseVia, tagOf } from '#voice/transports/sip/address.ts'
import {
  cseqOf,
  formatMessage,
  type Header,
  headerOf,
  isRequest,
  type SipMessage,
  type SipRequest,
  type SipResponse,
  valuesOf,
} from '#voice/transports/sip/message.ts'
import type { Peer, SipTransport } from '#voice/transports/sip/wire.ts'
import type { Timers } from '#voice/transports/timers.ts'

const T1 = 500
const T2 = 4000
const GIVE_UP = 64 * T1
const MOST = 5000

/** A request that waits for its answer. Requests repeated by the network are answered from here and seen only once. */
export type Asked = {
  request: SipRequest
  peer: Peer
  /** Later calls after a final answer do nothing. `tag` completes the To. */
  answer(status: number, more?: { tag?: string; headers?: Header[]; body?: string }): void
  /** An INVITE was called off before its answer. */
  onCancel(run: () => void): void
  /** Stops repeating a 2xx to an INVITE; `onUnheard` runs when that never happens. */
  acknowledge(): void
  onUnheard(run: () => void): void
  answered(): boolean
}

/** Listeners of our own request. Without any answer `final` gets a 408 with `local`. */
export type Listening = {
  provisional?: (response: SipResponse) => void
  final: (response: SipResponse & { local?: boolean }) => void
  /** A 2xx to an INVITE came again, or another one of a fork. */
  again?: (response: SipResponse) => void
}

type Deps = {
  send(peer: Peer, bytes: Buffer): void
  clock: Timers
  /** Host and port for Via. */
  ours(transport: SipTransport): { host: string; port: number }
  onRequest(asked: Asked): void
  /** The ACK of a 2xx belongs to its dialog. */
  onAck(request: SipRequest): void
}

/** Requests and their answers over a network that loses and repeats (RFC 3261 § 17, RFC 6026). */
export function openTransactions(deps: Deps) {
  const served = new Map<string, ReturnType<typeof serve>>()
  const sent = new Map<string, ReturnType<typeof ask>>()

  function receiveRequest(request: SipRequest, peer: Peer) {
    const key = keyOf(request)
    if (!key) return
    const known = served.get(key)
    if (request.method === 'ACK') return known?.isRefusal() ? known.acknowledge() : deps.onAck(request)
    if (known) return known.repeat()
    if (served.size >= MOST) return
    const asked = serve(deps, request, peer, () => served.delete(key))
    served.set(key, asked)
    if (request.method === 'CANCEL') {
      const invite = served.get(`${key.slice(0, key.lastIndexOf('|'))}|INVITE`)
      asked.answer(invite ? 200 : 481)
      return invite?.cancel()
    }
    if (request.method === 'INVITE') asked.answer(100)
    deps.onRequest(asked)
  }

  return {
    receive(message: SipMessage, peer: Peer) {
      if (isRequest(message)) return receiveRequest(message, peer)
      const branch = parseVia(valuesOf(message, 'via')[0] ?? '')?.branch
      sent.get(`${branch}|${cseqOf(message)?.method}`)?.receive(message)
    },
    /** Sends a request; `cancel` calls an INVITE off. */
    request(request: SipRequest, peer: Peer, listening: Listening): { cancel(): void } {
      const branch = newBranch()
      const key = `${branch}|${request.method}`
      const transaction = ask(deps, withVia(request, peer, branch, deps.ours(peer.transport)), peer, listening, () =>
        sent.delete(key),
      )
      sent.set(key, transaction)
      return transaction
    },
    /** Sends without waiting for anything: an ACK. */
    sendAck: (request: SipRequest, peer: Peer) =>
      deps.send(peer, formatMessage(withVia(request, peer, newBranch(), deps.ours(peer.transport)))),
    unreachable(peer: Peer) {
      for (const transaction of sent.values()) transaction.unreachable(peer)
    },
    size: () => served.size + sent.size,
    close() {
      for (const each of [...served.values(), ...sent.values()]) each.stop()
    },
  }
}
export type Transactions = ReturnType<typeof openTransactions>

function serve({ send, clock }: Deps, request: SipRequest, peer: Peer, forget: () => void) {
  const isInvite = request.method === 'INVITE'
  const to = returnPath(request, peer)
  let last: Buffer | null = null
  let status = 0
  let [cancelled, unheard] = [() => {}, () => {}]
  let stopRepeating = () => {}
  let stopForgetting = () => {}

  function end() {
    stopRepeating()
    stopForgetting()
    forget()
  }

  function repeatUntilHeard(wait: number) {
    stopRepeating = clock.after(wait, () => {
      if (last) send(to.peer, last)
      repeatUntilHeard(Math.min(2 * wait, T2))
    })
  }

  return {
    request,
    peer,
    answer(code: number, more: { tag?: string; headers?: Header[]; body?: string } = {}) {
      if (status >= 200) return
      status = code
      last = formatMessage(responseTo(request, code, to.via, more))
      send(to.peer, last)
      if (code < 200) return
      // A 2xx is repeated over TCP as well: what must be heard is the ACK of the far end, not of the next hop.
      if (isInvite && (code < 300 || peer.transport === 'udp')) repeatUntilHeard(T1)
      stopForgetting = clock.after(GIVE_UP, () => {
        end()
        if (isInvite && status < 300) unheard()
      })
    },
    onCancel(run: () => void) {
      cancelled = run
    },
    onUnheard(run: () => void) {
      unheard = run
    },
    acknowledge() {
      stopRepeating()
      unheard = () => {}
    },
    cancel: () => status < 200 && cancelled(),
    repeat: () => last && send(to.peer, last),
    answered: () => status >= 200,
    isRefusal: () => status >= 300,
    stop: end,
  }
}

function ask({ send, clock }: Deps, request: SipRequest, peer: Peer, listening: Listening, forget: () => void) {
  const isInvite = request.method === 'INVITE'
  const bytes = formatMessage(request)
  let state: 'calling' | 'proceeding' | 'done' = 'calling'
  let wantsCancel = false
  let stopRepeating = () => {}
  let stopTimeout = clock.after(GIVE_UP, () => settle(localAnswer(request, 408)))

  function repeat(wait: number) {
    stopRepeating = clock.after(wait, () => {
      send(peer, bytes)
      repeat(isInvite ? 2 * wait : Math.min(2 * wait, T2))
    })
  }

  function settle(response: SipResponse & { local?: boolean }) {
    stopRepeating()
    stopTimeout()
    if (state === 'done') return
    state = 'done'
    // Answers of an INVITE may come again for a while and want their ACK each time.
    stopTimeout = clock.after(isInvite && !response.local ? GIVE_UP : 0, forget)
    listening.final(response)
  }

  function acknowledgeRefusal(response: SipResponse) {
    const via = request.headers.find(([name]) => name === 'via')!
    const ack = companion(request, 'ACK', headerOf(response, 'to'))
    send(peer, formatMessage({ ...ack, headers: [via, ...ack.headers] }))
  }

  function sendCancel() {
    const via = request.headers.find(([name]) => name === 'via')!
    const cancel = companion(request, 'CANCEL', headerOf(request, 'to'))
    send(peer, formatMessage({ ...cancel, headers: [via, ...cancel.headers] }))
    stopTimeout()
    stopTimeout = clock.after(GIVE_UP, () => settle(localAnswer(request, 487)))
  }

  send(peer, bytes)
  if (peer.transport === 'udp') repeat(T1)
  return {
    receive(response: SipResponse) {
      if (response.status < 200) {
        if (state === 'done') return
        if (isInvite) {
          stopRepeating()
          stopTimeout()
        }
        const first = state === 'calling'
        state = 'proceeding'
        if (first && wantsCancel) sendCancel()
        return listening.provisional?.(response)
      }
      if (isInvite && response.status >= 300) acknowledgeRefusal(response)
      if (state === 'done') return response.status < 300 ? listening.again?.(response) : undefined
      settle(response)
    },
    cancel() {
      if (state === 'done' || wantsCancel) return
      wantsCancel = true
      if (state === 'proceeding') sendCancel()
    },
    unreachable(gone: Peer) {
      if (gone.address === peer.address && gone.port === peer.port && peer.transport === gone.transport)
        settle(localAnswer(request, 503))
    },
    stop() {
      stopRepeating()
      stopTimeout()
      forget()
    },
  }
}

/** ACK of a refusal and CANCEL repeat the head of their INVITE. */
function companion(request: SipRequest, method: string, to: string | undefined): SipRequest {
  const kept = request.headers.filter(([name]) => ['from', 'call-id', 'route', 'max-forwards'].includes(name))
  return {
    method,
    uri: request.uri,
    headers: [...kept, ['to', to ?? ''], ['cseq', `${cseqOf(request)!.number} ${method}`]],
    body: '',
  }
}

const localAnswer = (request: SipRequest, status: number) => ({
  status,
  reason: '',
  headers: request.headers,
  body: '',
  local: true,
})

/** Where an answer goes (RFC 3581: back to where the request came from when it asks so), and the Via that says it. */
function returnPath(request: SipRequest, peer: Peer): { peer: Peer; via: string } {
  const [top = ''] = valuesOf(request, 'via')
  const via = parseVia(top)!
  const asksPort = 'rport' in via.params
  const marked = top.replace(/;\s*rport(=\d*)?(?=;|$)/i, `;rport=${peer.port}`).replace(/;\s*received=[^;]*/i, '')
  const port = peer.transport !== 'udp' || asksPort ? peer.port : (via.port ?? 5060)
  return { peer: { ...peer, port }, via: `${marked};received=${peer.address}` }
}

function responseTo(
  request: SipRequest,
  status: number,
  via: string,
  { tag, headers = [], body = '' }: { tag?: string; headers?: Header[]; body?: string },
): SipResponse {
  const to = headerOf(request, 'to') ?? ''
  const vias = [via, ...valuesOf(request, 'via').slice(1)]
  return {
    status,
    reason: '',
    headers: [
      ...vias.map((each): Header => ['via', each]),
      ['from', headerOf(request, 'from') ?? ''],
      ['to', status > 100 && !tagOf(to) ? `${to};tag=${tag ?? randomBytes(6).toString('hex')}` : to],
      ['call-id', headerOf(request, 'call-id') ?? ''],
      ['cseq', headerOf(request, 'cseq') ?? ''],
      ...(status < 300 ? valuesOf(request, 'record-route').map((each): Header => ['record-route', each]) : []),
      ...headers,
    ],
    body,
  }
}

function keyOf(request: SipRequest): string | null {
  const via = parseVia(valuesOf(request, 'via')[0] ?? '')
  if (!via) return null
  // Before RFC 3261 branches said nothing: the call and its number have to do.
  const branch = via.branch.startsWith('z9hG4bK')
    ? via.branch
    : `${headerOf(request, 'call-id')}|${cseqOf(request)?.number}|${tagOf(headerOf(request, 'from'))}`
  const method = request.method === 'ACK' ? 'INVITE' : request.method
  return `${branch}|${via.host}:${via.port ?? ''}|${method}`
}

function withVia(request: SipRequest, peer: Peer, branch: string, ours: { host: string; port: number }): SipRequest {
  const host = ours.host.includes(':') ? `[${ours.host}]` : ours.host
  const via = `SIP/2.0/${peer.transport.toUpperCase()} ${host}:${ours.port};branch=${branch};rport`
  return { ...request, headers: [['via', via], ...request.headers] }
}

const newBranch = () => `z9hG4bK${randomBytes(9).toString('hex')}`
