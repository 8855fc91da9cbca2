import type { Log } from '#platform/log.ts'
import type { Nodes } from '#platform/nodes.ts'
import type { PhoneSession } from '#voice/bridge/open-exchange.ts'
import { type Away, isIdle, openAway } from '#voice/bridge/phone-away.ts'
import type { Line } from '#voice/bridge/phone-socket.ts'

/**
 * What nodes tell each other of phones: `wanted` on `node`, for a call that is to ring there; a call that somebody wants to
 * hear, wherever it stands; and that somebody opened his phone on `node`, so that no other window is it any more.
 */
export type PhoneSignal =
  | { name: 'phone.wanted'; userId: string; node: string; watches: boolean }
  | { name: 'phone.call-sought'; userId: string; callId: string }
  | { name: 'phone.opened'; userId: string; node: string }

export type Mover = {
  /** Somebody's browser has become his phone. */
  opens(line: Line, actor: NonNullable<Line['actor']>): void
  /** Puts a phone through to where a call stands, when that is elsewhere and nothing goes on at it. */
  goTo(line: Line, callId: string): Promise<void>
}

type MoverDeps = {
  nodes: Nodes
  exchange: { holds(callId: string): boolean }
  signal: (what: PhoneSignal) => void
  onSignal: (listen: (what: PhoneSignal) => void) => void
  log: Log
}

/** Whoever wants to hear a call waits so long for the node that has it. */
const SOUGHT_MS = 3000
const OPENED_ELSEWHERE = 4409

/**
 * A phone is led by one node at a time: by the one that its browser is connected to, or by the one whose call it is needed
 * for, to which everything is then passed on. Only an idle phone moves; when the other node goes, it is led here again.
 */
export function openMover(deps: MoverDeps, open: Set<Line>, connect: (line: Line) => PhoneSession): Mover {
  const { nodes, exchange, signal, log } = deps
  const moved = new Map<Line, () => void>()
  const moving = new WeakMap<Line, Promise<void>>()

  const home = (line: Line) => {
    const { away } = line
    line.away = null
    line.hello = { ...line.hello, ready: line.state?.ready ?? line.hello.ready }
    line.phone = connect(line)
    away?.close(true)
  }
  async function move(line: Line, node: string): Promise<void> {
    if (node === (line.away?.node ?? nodes.id)) return moved.get(line)?.()
    // Something may have begun, or its browser have gone, while it waited for the move before.
    if (!open.has(line) || !isIdle(line.state)) return
    if (node === nodes.id) return home(line)
    const next = await putThrough(deps, line, node, (away, code) => {
      if (line.away !== away) return
      line.away = null
      if (code === OPENED_ELSEWHERE) line.socket.close(OPENED_ELSEWHERE, 'opened in another window')
      else if (line.socket.readyState === line.socket.OPEN) home(line)
    })
    if (!next) return
    // It may ring by now where it stands.
    if (!open.has(line) || !isIdle(line.state)) return next.close(false)
    line.away?.close(true)
    line.phone?.handed()
    line.phone = null
    line.away = next
    next.begin()
    moved.get(line)?.()
  }
  /** One move after the other: it is wanted as often as the conversation of a call moves. */
  const moveTo = (line: Line, node: string): void => {
    const before = moving.get(line) ?? Promise.resolve()
    const next = before
      .then(() => move(line, node))
      .catch((error: unknown) => log.warn({ err: error }, 'a phone could not be put through'))
    moving.set(line, next)
  }
  deps.onSignal((what) => {
    if (what.name === 'phone.call-sought') {
      if (!exchange.holds(what.callId)) return
      return signal({ name: 'phone.wanted', userId: what.userId, node: nodes.id, watches: true })
    }
    for (const line of open) {
      if (line.actor?.id !== what.userId) continue
      if (what.name === 'phone.opened') {
        if (what.node !== nodes.id) line.socket.close(OPENED_ELSEWHERE, 'opened in another window')
      } else if (isIdle(line.state) && (what.watches || line.state?.status === 'ready')) moveTo(line, what.node)
    }
  })
  return {
    opens(line, actor) {
      for (const other of open)
        if (other !== line && other.actor?.id === actor.id)
          other.socket.close(OPENED_ELSEWHERE, 'opened in another window')
      line.actor = actor
      line.phone = connect(line)
      if (nodes.others()) signal({ name: 'phone.opened', userId: actor.id, node: nodes.id })
    },
    async goTo(line, callId) {
      const stands = line.away ? line.state?.call?.callId === callId : exchange.holds(callId)
      if (stands || !line.actor || !nodes.others() || !isIdle(line.state)) return
      const { id: userId } = line.actor
      await new Promise<void>((done) => {
        const late = setTimeout(done, SOUGHT_MS)
        moved.set(line, () => {
          clearTimeout(late)
          done()
        })
        signal({ name: 'phone.call-sought', userId, callId })
      })
      moved.delete(line)
    },
  }
}

/** Null when the other node cannot have it. `onGone` gets the code of its goodbye. */
async function putThrough(
  { nodes, log }: MoverDeps,
  line: Line,
  node: string,
  onGone: (away: Away, code: number) => void,
): Promise<Away | null> {
  const address = await nodes.find(node)
  if (!address || !line.actor) return null
  const { id, name, role, sessionHash, permissions } = line.actor
  const actor = { id, name, role, sessionHash, permissions: [...permissions] }
  const { locale, hears } = line.hello
  const hello = { type: 'away' as const, actor, locale, hears, ready: line.state?.ready ?? false }
  const isOpen = () => line.socket.readyState === line.socket.OPEN
  const away = await openAway({ node, address, proof: nodes.proofFor(node) }, hello, {
    onFrame(text, frame) {
      if (frame.type === 'state') line.state = frame.phone
      if (isOpen()) line.socket.send(text)
    },
    onSound: (data) => void (isOpen() && line.socket.send(data)),
    onGone: (code) => away && onGone(away, code),
  })
  if (!away) log.warn({ node }, 'another node does not take a phone')
  return away
}
