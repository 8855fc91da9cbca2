import { lookup, Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import { type Line, portOf, serverOf } from '#voice/transports/sip/lines.ts'
import type { Peer, SipTransport } from '#voice/transports/sip/wire.ts'

type Naptr = { flags: string; service: string; replacement: string; order: number; preference: number }
type Srv = { name: string; port: number; priority: number; weight: number }

/** What the domain name system tells; each fails where it knows nothing. */
export type Names = {
  naptr(host: string): Promise<Naptr[]>
  srv(name: string): Promise<Srv[]>
  addresses(host: string): Promise<string[]>
}

/** More targets than this are not tried one after the other by anybody who waits. */
const MOST_TARGETS = 6
const SERVICES: Record<SipTransport, string> = { udp: 'SIP+D2U', tcp: 'SIP+D2T', tls: 'SIPS+D2T' }
const PREFIXES: Record<SipTransport, string> = { udp: '_sip._udp', tcp: '_sip._tcp', tls: '_sips._tcp' }

export function systemNames(): Names {
  const resolver = new Resolver({ timeout: 1500, tries: 2 })
  return {
    naptr: (host) => resolver.resolveNaptr(host),
    srv: (name) => resolver.resolveSrv(name),
    addresses: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  }
}

/**
 * Where a line's server can be reached, in the order in which it is tried (RFC 3263); empty when the name is not known.
 * A number, or a port that is given, is taken as it is; else the domain says which hosts serve the line's transport.
 */
export async function peersOf(line: Line, names: Names, random: () => number = Math.random): Promise<Peer[]> {
  const { host, port } = serverOf(line)
  const { transport } = line
  const peer = (address: string, at = port): Peer => ({ transport, address, port: at, name: host })
  if (isIP(host)) return [peer(host)]
  const addresses = (of: string) => names.addresses(of).catch((): string[] => [])
  const hosts = hasPort(line) ? null : await serversOf(host, transport, names, random)
  if (!hosts) return (await addresses(host)).slice(0, MOST_TARGETS).map((address) => peer(address))
  const found = await Promise.all(
    hosts.slice(0, MOST_TARGETS).map(async (each) => (await addresses(each.name)).map((at) => peer(at, each.port))),
  )
  return found.flat().slice(0, MOST_TARGETS)
}

const hasPort = ({ server }: Line) => /[^:\]]:\d+$|\]:\d+$/.test(server)

/** The hosts that serve a domain, best first; null when it names none and is a host itself. */
async function serversOf(host: string, transport: SipTransport, names: Names, random: () => number) {
  const pointers = await names.naptr(host).catch((): Naptr[] => [])
  const pointer = pointers
    .filter(({ flags, service }) => flags.toLowerCase() === 's' && service.toUpperCase() === SERVICES[transport])
    .sort((a, b) => a.order - b.order || a.preference - b.preference)[0]
  const records = await names.srv(pointer?.replacement ?? `${PREFIXES[transport]}.${host}`).catch((): Srv[] => [])
  if (!records.length) return null
  // A dot alone says that there is no such service.
  return inOrder(
    records.filter(({ name }) => name !== '' && name !== '.'),
    random,
  ).map(({ name, port }) => ({ name, port: port || portOf(transport) }))
}

/** By priority; among equals by chance, a greater weight sooner (RFC 2782). */
export function inOrder(records: readonly Srv[], random: () => number): Srv[] {
  const left = [...records].sort((a, b) => a.priority - b.priority || a.weight - b.weight)
  const ordered: Srv[] = []
  while (left.length) {
    const equals = left.filter(({ priority }) => priority === left[0]!.priority)
    const upTo = equals.map((_, n) => equals.slice(0, n + 1).reduce((sum, { weight }) => sum + weight, 0))
    const at = random() * upTo.at(-1)!
    const chosen =
      equals[
        Math.max(
          0,
          upTo.findIndex((sum) => at < sum),
        )
      ]!
    ordered.push(chosen)
    left.splice(left.indexOf(chosen), 1)
  }
  return ordered
}
