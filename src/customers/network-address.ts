import { createHmac } from 'node:crypto'
import { isIP } from 'node:net'

/** A network as it is kept: recognised again by `key`, shown as `masked`; neither leads back to the address. */
export type Network = { key: string; masked: string }

/** IPv4 stands for itself, IPv6 for its /64, which one household shares. Null for what is no address of a visitor. */
export function networkOf(address: string, secret: string): Network | null {
  const plain = address.split('%')[0]!
  const kind = isIP(plain)
  const parts = kind === 4 ? plain.split('.') : kind === 6 ? groupsOf(plain) : null
  if (!parts) return null
  if (parts.length === 8 && parts.slice(0, 5).every((group) => group === '0') && parts[5] === 'ffff')
    return networkOf(embedded(parts), secret)
  // Blocking the machine itself would lock out everybody behind a proxy that is not declared.
  if (parts[0] === '127' || parts.join('') === '00000001') return null
  const network = parts.length === 4 ? `${parts.join('.')}/32` : `${parts.slice(0, 4).join(':')}::/64`
  const masked = parts.length === 4 ? `${parts.slice(0, 3).join('.')}.*` : `${parts.slice(0, 2).join(':')}:*`
  return { key: createHmac('sha256', secret).update(`network:${network}`).digest('base64url'), masked }
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const before = head ? head.split(':') : []
  const behind = tail ? tail.split(':') : []
  return [...before, ...Array<string>(8 - before.length - behind.length).fill('0'), ...behind]
}

/** An IPv4 address written as IPv6, as sockets that listen on both report it. */
function embedded(groups: string[]): string {
  const [high, low] = groups.slice(6).map((group) => Number.parseInt(group, 16)) as [number, number]
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
