// A telephone made of bare messages, so that it can also do what no sane telephone does.
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import type { Key } from '#voice/contract.ts'
import { openFramer } from '#voice/transports/outbox.ts'
import { decodeG711, encodeG711 } from '#voice/transports/rtp/g711.ts'
import { formatRtp, parseRtp } from '#voice/transports/rtp/packet.ts'
import { openDoubler, openHalver } from '#voice/transports/rtp/resample.ts'
import { keyPayloads } from '#voice/transports/rtp/telephone-event.ts'
import { parseNameAddress } from '#voice/transports/sip/address.ts'
import {
  cseqOf,
  formatMessage,
  type Header,
  headerOf,
  isRequest,
  parseMessage,
  type SipRequest,
  type SipResponse,
  valuesOf,
} from '#voice/transports/sip/message.ts'
import { parseSdp } from '#voice/transports/sip/sdp.ts'
import { waitFor } from '../harness/wait-for.ts'

type More = { headers?: Header[]; body?: string; number?: number; branch?: string; toTag?: string }

/** A caller from an address of its own (127.0.0.1 unless said otherwise) to a house that listens at `target`. */
export async function openSipParty(target: string, { from = '127.0.0.1' } = {}) {
  const [host, port] = [target.split(':')[0]!, Number(target.split(':')[1])]
  const [sip, rtp] = [await bound(from), await bound(from)]
  const ours = `${from}:${sip.address().port}`
  const callId = `call-${Math.random().toString(36).slice(2)}`
  const responses: SipResponse[] = []
  const requests: SipRequest[] = []
  const heard: Int16Array[] = []
  let number = 0
  let house: { address: string; port: number } | null = null
  let toTag = ''
  let contact = `sip:bot@${target}`
  /** What is answered to requests of the house; a test may change it. */
  const answers: Record<string, number | null> = {}

  const send = (bytes: Buffer) => sip.send(bytes, port, host)
  function request(method: string, more: More = {}): { branch: string; number: number } {
    const branch = more.branch ?? `z9hG4bK${Math.random().toString(36).slice(2)}`
    const cseq = more.number ?? ++number
    const tag = more.toTag ?? toTag
    const headers: Header[] = [
      ['via', `SIP/2.0/UDP ${ours};branch=${branch};rport`],
      ['from', `"Caller" <sip:13800138000@${ours}>;tag=party`],
      ['to', `<sip:95000@${target}>${tag ? `;tag=${tag}` : ''}`],
      ['call-id', callId],
      ['cseq', `${cseq} ${method}`],
      ['max-forwards', '70'],
      ['contact', `<sip:13800138000@${ours}>`],
      ...(more.headers ?? []),
    ]
    send(formatMessage({ method, uri: contact, headers, body: more.body ?? '' }))
    return { branch, number: cseq }
  }

  sip.on('message', (bytes) => {
    const message = parseMessage(bytes)
    if (!message) return
    if (!isRequest(message)) {
      responses.push(message)
      return
    }
    requests.push(message)
    const status = message.method in answers ? answers[message.method]! : 200
    if (message.method === 'ACK' || status === null) return
    const kept = message.headers.filter(([name]) => ['via', 'from', 'to', 'call-id', 'cseq'].includes(name))
    const body = message.method === 'INVITE' ? sdp('sendrecv') : ''
    const own: Header[] = body
      ? [
          ['content-type', 'application/sdp'],
          ['contact', `<sip:13800138000@${ours}>`],
        ]
      : []
    send(formatMessage({ status, reason: '', headers: [...kept, ...own], body }))
  })
  const double = openDoubler()
  rtp.on('message', (bytes) => {
    const packet = parseRtp(bytes)
    if (packet?.payloadType === 8) heard.push(double(decodeG711('pcma', packet.payload)))
  })

  const sdp = (direction: string, keyType = 101) =>
    `v=0\r\no=p 1 1 IN IP4 ${from}\r\ns=-\r\nc=IN IP4 ${from}\r\nt=0 0\r\nm=audio ${rtp.address().port} RTP/AVP 8 ${keyType}\r\na=rtpmap:${keyType} telephone-event/8000\r\na=${direction}\r\n`
  const withSdp = (body: string): More => ({ headers: [['content-type', 'application/sdp']], body })
  const response = (cseq: number, method: string) =>
    waitFor(
      () =>
        responses.find(
          (each) => each.status >= 200 && cseqOf(each)?.number === cseq && cseqOf(each)?.method === method,
        ),
      `the answer to ${method}`,
    )

  return {
    request,
    response,
    responses,
    requests,
    answers,
    sdp,
    withSdp,
    ours,
    sendRaw: send,
    /** Invites and acknowledges; gives the final answer. */
    async invite(more: More = withSdp(sdp('sendrecv'))): Promise<SipResponse> {
      const { number: cseq, branch } = request('INVITE', more)
      const answer = await response(cseq, 'INVITE')
      if (answer.status >= 300) request('ACK', { number: cseq, branch, toTag: tagOf(answer) })
      else {
        toTag = tagOf(answer)
        contact = parseNameAddress(valuesOf(answer, 'contact')[0]!)!.uri
        const described = parseSdp(answer.body)
        if (described) house = described
        request('ACK', { number: cseq })
      }
      return answer
    },
    /** Where the house takes sound. */
    house: () => house!,
    media: openSpeaker(rtp, () => house),
    heard: () => Int16Array.from(heard.flatMap((part) => [...part])),
    close(): void {
      sip.close()
      rtp.close()
    },
  }
}

/** Sound and keys as RTP. */
function openSpeaker(rtp: Socket, house: () => { address: string; port: number } | null) {
  const [halve, cut] = [openHalver(), openFramer()]
  let [sequence, timestamp] = [100, 1000]
  const send = (payloadType: number, payload: Uint8Array, at: number) => {
    sequence = (sequence + 1) & 0xffff
    const to = house()
    if (to)
      rtp.send(
        formatRtp({ payloadType, marker: false, sequence, timestamp: at, ssrc: 99, payload }),
        to.port,
        to.address,
      )
  }
  return {
    speak(samples: Int16Array): void {
      for (const frame of cut(samples)) {
        timestamp += 160
        send(8, encodeG711('pcma', halve(frame)), timestamp)
      }
    },
    press(key: Key, type = 101): void {
      timestamp += 160
      const at = timestamp
      for (const payload of keyPayloads(key)) send(type, payload, at)
      timestamp += 1600
    },
    disturb: (bytes: Buffer) => {
      const to = house()
      if (to) rtp.send(bytes, to.port, to.address)
    },
  }
}

const tagOf = (answer: SipResponse) => parseNameAddress(headerOf(answer, 'to') ?? '')?.params.tag ?? ''

async function bound(address: string): Promise<Socket> {
  const socket = createSocket('udp4').bind({ address, port: 0 })
  await once(socket, 'listening')
  socket.on('error', () => {})
  return socket
}
