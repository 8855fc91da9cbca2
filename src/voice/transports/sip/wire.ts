import { createSocket, type Socket as UdpSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, isIP, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type Server as TlsServer, connect as tlsConnect } from 'node:tls'
import { openFraming } from '#voice/transports/sip/framing.ts'
import { parseMessage, type SipMessage } from '#voice/transports/sip/message.ts'

export type SipTransport = 'udp' | 'tcp' | 'tls'
/** `name` is what the certificate of the peer has to be for; its address when there is none. */
export type Peer = { transport: SipTransport; address: string; port: number; name?: string }

/** SIP over TLS: with a certificate others can call us so; `authorities` vouch for switches we call, the system's when empty. */
export type TlsOptions = { port: number; certificate: string; key: string; authorities: string }

const MOST_CONNECTIONS = 500
const MOST_OF_ONE = 20
const IDLE_MS = 5 * 60_000

type Options = {
  host: string
  port: number
  /** Asked before anything of a packet is read; false drops it. */
  admits(address: string): boolean
  onMessage(message: SipMessage, peer: Peer): void
  tls: TlsOptions
  /** A peer cannot be reached over TCP or TLS, or its certificate is not good. */
  onUnreachable(peer: Peer): void
}

/** SIP over UDP and TCP on one port, over TLS on another. What cannot be read is dropped; on TCP the connection with it. */
export async function openWire(options: Options) {
  const { host } = options
  const [udp, tcp, port] = await listen(host, options.port)
  const connections = new Map<string, Socket>()
  const keyOf = ({ transport, address, port }: Peer) => `${transport}|${address}|${port}`
  const secured = options.tls.certificate ? await listenSecurely(host, options.tls) : null

  udp.on('message', (bytes, from) => {
    // Short packets keep a way through NAT open.
    if (bytes.length < 20 || !options.admits(from.address)) return
    const message = parseMessage(bytes)
    if (message) options.onMessage(message, { transport: 'udp', address: from.address, port: from.port })
  })
  udp.on('error', () => {})
  tcp.on('error', () => {})
  tcp.on('connection', (socket) => welcome(socket, 'tcp'))
  secured?.on('secureConnection', (socket) => welcome(socket, 'tls'))

  function welcome(socket: Socket, transport: SipTransport) {
    const address = plain(socket.remoteAddress ?? '')
    const ofOne = [...connections.values()].filter((other) => plain(other.remoteAddress ?? '') === address).length
    if (connections.size >= MOST_CONNECTIONS || ofOne >= MOST_OF_ONE || !options.admits(address))
      return socket.destroy()
    keep(socket, { transport, address, port: socket.remotePort ?? 0 })
  }

  function keep(socket: Socket, peer: Peer) {
    const key = keyOf(peer)
    const framing = openFraming()
    connections.set(key, socket)
    socket.setNoDelay(true).setTimeout(IDLE_MS, () => socket.destroy())
    socket.on('data', (chunk) => {
      const read = framing(chunk)
      if (!read) return socket.destroy()
      for (let n = 0; n < Math.min(read.pings, 3); n++) socket.write('\r\n')
      for (const bytes of read.messages) {
        if (!options.admits(peer.address)) return socket.destroy()
        const message = parseMessage(bytes)
        if (message) options.onMessage(message, peer)
      }
    })
    socket.on('error', () => {})
    socket.on('close', () => connections.get(key) === socket && connections.delete(key))
  }

  function connectTo({ transport, address, port, name = address }: Peer): Socket {
    if (transport === 'tcp') return connect({ host: address, port })
    const ca = options.tls.authorities || undefined
    return tlsConnect({ host: address, port, ca, minVersion: 'TLSv1.2', ...(isIP(name) ? {} : { servername: name }) })
  }

  function overStream(peer: Peer, bytes: Buffer) {
    let socket = connections.get(keyOf(peer))
    if (!socket) {
      socket = connectTo(peer)
      keep(socket, peer)
      socket.on('error', () => options.onUnreachable(peer))
    }
    socket.write(bytes)
  }

  return {
    port,
    /** Port for TLS; that of UDP and TCP when nothing listens for it, since calls come over the connection we opened. */
    securePort: secured ? (secured.address() as AddressInfo).port : port,
    send(peer: Peer, bytes: Buffer) {
      if (peer.transport === 'udp') udp.send(bytes, peer.port, peer.address, () => {})
      else overStream(peer, bytes)
    },
    async close(): Promise<void> {
      for (const socket of connections.values()) socket.destroy()
      tcp.close()
      secured?.close()
      udp.close()
    },
  }
}

/** Both sockets on the same port; with port 0 on one that is free for both. Throws the system's error. */
async function listen(host: string, wanted: number): Promise<[UdpSocket, Server, number]> {
  for (let tries = 0; ; tries++) {
    const udp = createSocket({ type: host.includes(':') ? 'udp6' : 'udp4' })
    udp.bind({ address: host, port: wanted, exclusive: true })
    await once(udp, 'listening')
    const { port } = udp.address()
    const tcp = createServer()
    try {
      tcp.listen({ host, port, exclusive: true })
      await once(tcp, 'listening')
      return [udp, tcp, port]
    } catch (error) {
      udp.close()
      if (wanted || tries > 9) throw error
    }
  }
}

async function listenSecurely(host: string, { port, certificate, key }: TlsOptions): Promise<TlsServer> {
  const server = createTlsServer({ cert: certificate, key, minVersion: 'TLSv1.2', handshakeTimeout: 10_000 })
  server.on('error', () => {})
  server.on('tlsClientError', () => {})
  server.listen({ host, port, exclusive: true })
  await new Promise<void>((done, fail) => server.once('listening', done).once('error', fail))
  return server
}

const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/, '')
