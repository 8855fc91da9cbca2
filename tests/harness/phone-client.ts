import { WebSocket } from 'ws'
import type { PhoneFrame, PhoneServerFrame, PhoneState } from '#voice/bridge/contract.ts'
import type { TeamClient } from './team-client.ts'
import { waitFor } from './wait-for.ts'

type Command = Extract<PhoneFrame, { id: string }>
type WithoutId<C> = C extends { id: string } ? Omit<C, 'id'> : never

/** An agent's phone without the browser: the protocol as it is, every frame kept. */
export async function openPhone(url: string, team: TeamClient, hello: { ready?: boolean; hears?: boolean } = {}) {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/voice/phone`, {
    perMessageDeflate: false,
    headers: team.headers,
  })
  const frames: PhoneServerFrame[] = []
  const sound: Int16Array[] = []
  let closed: number | null = null
  let count = 0
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) sound.push(new Int16Array(new Uint8Array(data).buffer))
    else frames.push(JSON.parse(data.toString()) as PhoneServerFrame)
  })
  socket.on('error', () => undefined)
  socket.on('close', (code) => {
    closed = code
  })
  await waitFor(() => socket.readyState === socket.OPEN || closed !== null, 'the socket opens')
  const send = (frame: PhoneFrame) => socket.send(JSON.stringify(frame))
  send({ type: 'hello', ready: true, hears: false, ...hello })
  const state = (): PhoneState | null => {
    const last = frames.findLast((frame) => frame.type === 'state')
    return last?.type === 'state' ? last.phone : null
  }
  let playing: NodeJS.Timeout | null = null
  return {
    frames,
    sound,
    send,
    state,
    closed: () => closed,
    /** Null when it was done, else why not. */
    async command(frame: WithoutId<Command>): Promise<string | null> {
      count += 1
      const id = `c${count}`
      send({ ...frame, id } as Command)
      const answer = await waitFor(
        () => frames.find((one) => (one.type === 'done' || one.type === 'error') && one.id === id),
        `an answer to ${frame.type}`,
        30_000,
      )
      return answer.type === 'error' ? answer.error.code : null
    },
    until: (what: string, holds: (phone: PhoneState) => boolean, ms = 60_000): Promise<PhoneState> =>
      waitFor(() => (state() && holds(state()!) ? state() : null), what, ms).catch((error: Error) => {
        throw new Error(`${error.message}: ${JSON.stringify(state())}`)
      }),
    /** Speaks one frame after the other, again and again. */
    speak(samples: readonly Int16Array[]): void {
      let n = 0
      if (playing) clearInterval(playing)
      playing = setInterval(() => {
        const frame = samples[n++ % samples.length]!
        if (socket.readyState === socket.OPEN)
          socket.send(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength))
      }, 20)
    },
    say(text: string): void {
      send({ type: 'voice', on: true })
      setTimeout(() => {
        send({ type: 'text', text, final: true })
        send({ type: 'voice', on: false })
      }, 400)
    },
    /** Without a goodbye: the network has gone. */
    cut: () => socket.terminate(),
    close() {
      if (playing) clearInterval(playing)
      socket.close()
    },
  }
}
export type PhoneClient = Awaited<ReturnType<typeof openPhone>>
