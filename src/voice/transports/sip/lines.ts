import type { SipTransport } from '#voice/transports/sip/wire.ts'

/** A line to the telephone network: a trunk of a carrier, or an extension on a switch. */
export type Line = {
  id: string
  name: string
  /** `host` or `host:port` of the switch; empty for a line that only takes calls. */
  server: string
  transport: SipTransport
  /** Whether its sound is encrypted (SRTP); only over TLS, since the keys come with the signals. */
  srtp: boolean
  user: string
  password: string
  /** Whether we tell the switch where we are. */
  register: boolean
  /** Addresses and networks that may call without a password. */
  allow: string[]
  /** Whether callers from elsewhere may come in with the line's user and password. */
  takesPassword: boolean
  /** Number that calls out show; empty means the user. */
  number: string
}

export type LineStatus = {
  state: 'off' | 'trying' | 'registered' | 'failed'
  /** Status code of the switch, or `unreachable`. */
  why: string | null
  since: Date
}

export const portOf = (transport: SipTransport) => (transport === 'tls' ? 5061 : 5060)

export const serverOf = (line: Line): { host: string; port: number } => {
  const found = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(line.server)
  return {
    host: found?.[1]?.replace(/^\[|\]$/g, '') ?? line.server,
    port: Number(found?.[2] ?? portOf(line.transport)),
  }
}
