import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'

/** An even port for sound and the odd one above it for reports. */
export type PortPair = { port: number; rtp: Socket; rtcp: Socket; close(): void }

/** Hands out pairs of UDP ports of a range, each time from another place; null when all that were tried are taken. */
export function openPorts({ host, from, to }: { host: string; from: number; to: number }) {
  const pairs = Math.floor((to - from + 1) / 2)
  let next = Math.floor(Math.random() * pairs)
  return {
    async take(): Promise<PortPair | null> {
      for (let tries = 0; tries < Math.min(pairs, 200); tries++) {
        const port = from + 2 * (next++ % pairs)
        const rtp = await bound(host, port)
        const rtcp = rtp && (await bound(host, port + 1))
        const close = () => {
          rtp?.close()
          rtcp?.close()
        }
        if (rtp && rtcp) return { port, rtp, rtcp, close }
        rtp?.close()
      }
      return null
    },
  }
}
export type Ports = ReturnType<typeof openPorts>

async function bound(host: string, port: number): Promise<Socket | null> {
  const socket = createSocket({ type: host.includes(':') ? 'udp6' : 'udp4' })
  try {
    socket.bind({ address: host, port, exclusive: true })
    await once(socket, 'listening')
    // ICMP "port unreachable" of a peer that is gone must not take the process down.
    socket.on('error', () => {})
    return socket
  } catch {
    socket.close()
    return null
  }
}
