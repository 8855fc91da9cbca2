import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Agent } from 'undici'
import { AppError } from '#platform/errors.ts'

/** Whether we may connect to an address for this URL. Asked for every hop, with the very address that is dialled. */
export type MayConnect = (address: string, url: URL) => boolean
export type ConnectPolicy = { mayConnect: MayConnect; resolve: LookupFunction }

export const PUBLIC_ONLY: ConnectPolicy = { mayConnect: isPublic, resolve: lookup as LookupFunction }

/** Global unicast only: no private, loopback, link-local, shared, mapped, tunnelled or reserved range. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  return parsed.range() === 'unicast'
}

/**
 * Connections to one URL that somebody outside gave, and to nothing inside the company: not by name, nor by a name that
 * changes its address between the check and the connection. Throws address_refused; so does the connection itself.
 */
export function checkedAgent(url: URL, policy: ConnectPolicy, limitMs: number, ca?: string): Agent {
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  // A literal address is dialled without a look-up.
  if (ipaddr.isValid(literal) && !policy.mayConnect(literal, url)) throw refused(url.hostname)
  const connect = { lookup: checkedLookup(url, policy), timeout: limitMs, ...(ca !== undefined && { ca }) }
  return new Agent({ connect, pipelining: 0 })
}

/** Resolves once, checks every address, and hands only what was checked to the connection. */
function checkedLookup(url: URL, { mayConnect, resolve }: ConnectPolicy): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 4)
      const addresses = found as unknown as { address: string; family: number }[]
      const [first] = addresses
      if (!first || addresses.some(({ address }) => !mayConnect(address, url)))
        return callback(refused(hostname) as unknown as NodeJS.ErrnoException, '', 4)
      if (options.all) return callback(null, addresses)
      callback(null, first.address, first.family)
    })
  }
}

export const refused = (detail: string) => new AppError('address_refused', { detail: detail.slice(0, 200) })
