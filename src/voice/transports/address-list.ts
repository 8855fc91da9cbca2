import ipaddr from 'ipaddr.js'

/** Whether an address is one of a list of addresses and networks, e.g. `10.0.0.4`, `10.0.0.0/8`, `2001:db8::/32`. */
export function allowsAddress(list: readonly string[], address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const one = ipaddr.process(address)
  return list.some((entry) => {
    const network = readNetwork(entry)
    return network !== null && network[0].kind() === one.kind() && one.match(network[0], network[1])
  })
}

/** Null for what is neither an address nor a network. */
export function readNetwork(entry: string): [ipaddr.IPv4 | ipaddr.IPv6, number] | null {
  try {
    if (entry.includes('/')) return ipaddr.parseCIDR(entry)
    const address = ipaddr.process(entry)
    return [address, address.kind() === 'ipv4' ? 32 : 128]
  } catch {
    return null
  }
}
