import { WebSocket } from 'ws'
import { z } from 'zod'
import type { PhoneServerFrame, PhoneState } from '#voice/bridge/contract.ts'

/** By which nodes put phones through to each other, and with which goodbye one moves on. */
export const AWAY_PATH = '/api/voice/phone-of-node'
export const MOVED = 4410
/** Another node that does not answer so soon is not waited for. */
const OPEN_MS = 5000

/** Who is put through to another node, and how his phone stands. */
export const awayHello = z.object({
  type: z.literal('away'),
  actor: z.object({
    ...{ id: z.string(), name: z.string(), role: z.string(), sessionHash: z.string() },
    permissions: z.array(z.string()),
  }),
  locale: z.enum(['zh', 'en']),
  ready: z.boolean(),
  hears: z.boolean(),
})
export type AwayHello = z.infer<typeof awayHello>

/**
 * A phone that another node leads: what the browser says goes there. What the node says is held until `begin`. `close`: it
 * has `moved`, or its browser has gone.
 */
export type Away = { node: string; begin(): void; send(data: string | Buffer): void; close(moved: boolean): void }

type Heard = {
  onFrame(text: string, frame: PhoneServerFrame): void
  onSound(data: Buffer): void
  /** It has gone, with the code of its goodbye. */
  onGone(code: number): void
}

/** Puts a phone through to another node; null when it cannot be reached or does not take it. */
export function openAway(
  { node, address, proof }: { node: string; address: string; proof: string },
  hello: AwayHello,
  heard: Heard,
): Promise<Away | null> {
  const socket = new WebSocket(`${address.replace(/^http/, 'ws')}${AWAY_PATH}`, {
    perMessageDeflate: false,
    headers: { 'x-yinghe-node': proof },
  })
  return new Promise((done) => {
    let state: 'opening' | 'open' | 'over' = 'opening'
    let held: (() => void)[] | null = []
    const pass = (what: () => void) => (held ? held.push(what) : what())
    const late = setTimeout(() => socket.terminate(), OPEN_MS)
    socket.on('open', () => socket.send(JSON.stringify(hello)))
    socket.on('error', () => socket.terminate())
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (state === 'over') return
      if (isBinary) return void (state === 'open' && heard.onSound(data))
      const text = data.toString('utf8')
      const frame = read(text)
      // Whatever answers at this address, it is no node of ours.
      if (!frame) return socket.terminate()
      if (state === 'open') return void pass(() => heard.onFrame(text, frame))
      if (frame.type !== 'welcome') return
      clearTimeout(late)
      state = 'open'
      done({
        node,
        begin() {
          const before = held ?? []
          held = null
          for (const what of before) what()
        },
        send: (out) => void (socket.readyState === socket.OPEN && socket.send(out)),
        close(moved) {
          state = 'over'
          socket.close(moved ? MOVED : 1000)
        },
      })
    })
    socket.on('close', (code) => {
      clearTimeout(late)
      const before = state
      state = 'over'
      if (before === 'opening') done(null)
      if (before === 'open') pass(() => heard.onGone(code))
    })
  })
}

function read(text: string): PhoneServerFrame | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Whether nothing goes on at a phone, so that another node may lead it. */
export const isIdle = (state: PhoneState | null): boolean =>
  state !== null && !state.call && !state.dialling && state.ringing.length === 0
