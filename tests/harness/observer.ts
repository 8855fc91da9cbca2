import { comparePositions, type LedgerEvent } from '#platform/ledger/contract.ts'
import type { Socket } from './socket.ts'

/** Someone who follows the ledger over a socket, across as many connections as it takes. */
export type Observer = {
  /** Everything that arrived, over all connections, as it arrived. */
  events(): LedgerEvent[]
  position(): string
  socket(): Socket
  /** Cuts the line and joins again from the last position seen. */
  rejoin(): Promise<void>
}

export async function observe(
  join: (after: string) => Promise<Socket & { position: string }>,
  from: string,
): Promise<Observer> {
  const earlier: LedgerEvent[] = []
  let socket = await join(from)
  // A resumed line stands at least where the server said that it stands.
  const position = () => [socket.events.at(-1)?.position ?? '0.0', socket.position].sort(comparePositions).at(-1)!
  return {
    events: () => [...earlier, ...socket.events],
    position,
    socket: () => socket,
    async rejoin() {
      const after = position()
      socket.cut()
      await socket.whenClosed()
      earlier.push(...socket.events)
      socket = await join(after)
    },
  }
}
