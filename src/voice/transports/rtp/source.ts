export type Address = { address: string; port: number }

const SILENT_MS = 1500
/** Packets a second that one source may send: sound comes 50 to 100 times, keys a few more. */
const MOST_A_SECOND = 400

/**
 * Whose packets are heard (symmetric RTP, RFC 4961). Sound may come from where the description says or from the host
 * that signals, as behind NAT; the first such source is kept, another one is taken only after it has gone silent.
 */
export function openSourceCheck() {
  let trusted = new Set<string>()
  let latched: (Address & { at: number }) | null = null
  let second = { from: 0, packets: 0 }
  return {
    /** Hosts that sound may come from; a source that is none of them any more is let go. */
    trust(hosts: string[]): void {
      trusted = new Set(hosts.map(plain))
      if (latched && !trusted.has(latched.address)) latched = null
    },
    accepts(from: Address, now: number): boolean {
      const address = plain(from.address)
      if (!trusted.has(address)) return false
      if (now - second.from >= 1000) second = { from: now, packets: 0 }
      if (++second.packets > MOST_A_SECOND) return false
      if (latched && latched.address === address && latched.port === from.port) {
        latched.at = now
        return true
      }
      if (latched && now - latched.at < SILENT_MS) return false
      latched = { address, port: from.port, at: now }
      return true
    },
    /** Keys come from another port with some equipment: the host is enough for them. */
    isTrusted: (address: string) => trusted.has(plain(address)),
    /** Where to send: back to where sound comes from. */
    latched: (): Address | null => latched && { address: latched.address, port: latched.port },
  }
}

const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/, '')
