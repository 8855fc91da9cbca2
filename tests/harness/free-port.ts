import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/** A UDP port that nobody uses now, for programs that cannot choose one themselves. */
export async function freePort(): Promise<number> {
  const socket = createSocket('udp4').bind({ address: '127.0.0.1', port: 0 })
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.close()
  await once(socket, 'close')
  return port
}
