import { randomBytes } from 'node:crypto'
import { parseNameAddress, parseUri, tagOf } from '#voice/transports/sip/address.ts'
import { portOf } from '#voice/transports/sip/lines.ts'
import {
  cseqOf,
  type Header,
  headerOf,
  type SipRequest,
  type SipResponse,
  valuesOf,
} from '#voice/transports/sip/message.ts'
import type { Peer } from '#voice/transports/sip/wire.ts'

/** What both sides of a call remember of each other (RFC 3261 § 12). */
export type Dialog = {
  callId: string
  /** From and To as we write them, with tags. */
  ours: string
  theirs: string
  ourTag: string
  theirTag: string
  /** Where the other side wants requests of this call. */
  target: string
  routes: string[]
  ourNumber: number
  theirNumber: number | null
  /** Where our requests go, and where theirs come from. */
  peer: Peer
}

export const newTag = () => randomBytes(6).toString('hex')

/** The dialog of a call that came in. */
export function dialogOfRequest(request: SipRequest, peer: Peer, tag: string): Dialog {
  const routes = valuesOf(request, 'record-route')
  return {
    callId: headerOf(request, 'call-id')!,
    ours: `${headerOf(request, 'to')!};tag=${tag}`,
    theirs: headerOf(request, 'from')!,
    ourTag: tag,
    theirTag: tagOf(headerOf(request, 'from')),
    target: contactOf(request) ?? '',
    routes,
    ourNumber: 0,
    theirNumber: cseqOf(request)!.number,
    peer: wayBack(request, peer, routes),
  }
}

/** The dialog that an answer to our INVITE made; its routes are in our order. */
export function dialogOfResponse(request: SipRequest, response: SipResponse, peer: Peer): Dialog {
  const routes = valuesOf(response, 'record-route').reverse()
  const target = contactOf(response) ?? request.uri
  return {
    callId: headerOf(request, 'call-id')!,
    ours: headerOf(request, 'from')!,
    theirs: headerOf(response, 'to')!,
    ourTag: tagOf(headerOf(request, 'from')),
    theirTag: tagOf(headerOf(response, 'to')),
    target,
    routes,
    ourNumber: cseqOf(request)!.number,
    theirNumber: null,
    peer: routes.length ? peer : (numericPeer(target, peer) ?? peer),
  }
}

/** A request within the call; counts up. An ACK takes the number of its INVITE. */
export function requestWithin(
  dialog: Dialog,
  method: string,
  { headers = [], body = '', number }: { headers?: Header[]; body?: string; number?: number } = {},
): SipRequest {
  const cseq = number ?? ++dialog.ourNumber
  return {
    method,
    uri: dialog.target || parseNameAddress(dialog.theirs)!.uri,
    headers: [
      ...dialog.routes.map((route): Header => ['route', route]),
      ['from', dialog.ours],
      ['to', dialog.theirs],
      ['call-id', dialog.callId],
      ['cseq', `${cseq} ${method}`],
      ['max-forwards', '70'],
      ...headers,
    ],
    body,
  }
}

/** Takes note of a request of the other side; false when it is older than one that came before. */
export function follow(dialog: Dialog, request: SipRequest, peer: Peer): boolean {
  const { number } = cseqOf(request)!
  if (dialog.theirNumber !== null && number < dialog.theirNumber) return false
  dialog.theirNumber = number
  if (['INVITE', 'UPDATE'].includes(request.method)) dialog.target = contactOf(request) ?? dialog.target
  // Over a stream the other side may have come again from another port.
  if (peer.transport !== 'udp' && peer.address === dialog.peer.address) dialog.peer = peer
  return true
}

export function contactOf(message: { headers: readonly Header[] }): string | null {
  const [contact] = valuesOf(message, 'contact')
  const uri = contact && parseNameAddress(contact)?.uri
  return uri && parseUri(uri) ? uri : null
}

/**
 * Requests go back to where the call came from, which passes NAT. Only when a proxy brought it and then left the path
 * (no Record-Route) do they go to the contact.
 */
function wayBack(request: SipRequest, peer: Peer, routes: string[]): Peer {
  const hops = valuesOf(request, 'via').length
  const contact = contactOf(request)
  if (routes.length || hops < 2 || !contact) return peer
  return numericPeer(contact, peer) ?? peer
}

/** The address a URI names in numbers; names are left to the peer that is known to work. */
function numericPeer(uri: string, like: Peer): Peer | null {
  const parsed = parseUri(uri)
  if (!parsed || !/^[\d.]+$|:/.test(parsed.host)) return null
  const named = parsed.params.transport?.toLowerCase()
  // A call that came encrypted does not go on in the clear, whatever its contact says.
  const transport = named === 'tcp' && like.transport === 'udp' ? 'tcp' : like.transport
  return { ...like, transport, address: parsed.host, port: parsed.port ?? portOf(transport) }
}
