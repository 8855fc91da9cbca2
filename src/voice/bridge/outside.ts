import { newId } from '#platform/id.ts'
import type { Party } from '#voice/bridge/bridge-state.ts'
import type { MISSED, PhoneTarget } from '#voice/bridge/contract.ts'
import { aboutOf, type Exchange, isTalking, type OpenCall, partyOf, refresh } from '#voice/bridge/exchange.ts'
import { answered } from '#voice/bridge/join.ts'
import { maskNumber } from '#voice/bridge/view.ts'

type Missed = (typeof MISSED)[number]
type Number = Extract<PhoneTarget, { kind: 'number' }>

/** Somebody outside is rung for so long. */
const RING_MS = 45_000

/** Calls somebody outside into the call; resolves with his party once he is in it, or with why not. */
export async function callOutside(
  { deps }: Exchange,
  call: OpenCall,
  { number, lineId }: Number,
): Promise<{ joined: Party } | { missed: Missed }> {
  const { people } = call.live
  const given = new AbortController()
  const name = maskNumber(number)
  const party: Party = {
    ...{ id: newId(), kind: 'number', name, userId: null, state: 'ringing', muted: false, mode: null },
  }
  people.ring(party, { send: () => {}, out: () => given.abort() })
  const dialled = await deps.dial(number, { lineId: lineId ?? null, ringMs: RING_MS, signal: given.signal })
  if ('failed' in dialled) {
    people.tell({ kind: 'leaves', id: party.id, why: 'dropped' })
    const why = dialled.failed
    return { missed: why === 'busy' || why === 'no-answer' || why === 'refused' ? why : 'failed' }
  }
  if (given.signal.aborted || !isTalking(call)) {
    void dialled.hangUp()
    return { missed: 'failed' }
  }
  dialled.onAudio((frame) => people.hear(party.id, frame))
  dialled.onKey((key) => people.keys(party.id, [key]))
  dialled.onEnd(() => people.tell({ kind: 'leaves', id: party.id, why: 'hung-up' }))
  people.join(party, {
    send: (frame) => dialled.send(frame),
    keys: (keys) => dialled.sendKeys(keys),
    out: () => void dialled.hangUp(),
  })
  return { joined: { ...party, state: 'talking' } }
}

/** Hands a call on to a number: the line itself does it where it can, else we call there and stay between the two. */
export async function transferOutside(
  exchange: Exchange,
  call: OpenCall,
  agentId: string,
  to: Number,
): Promise<Missed | null> {
  const { people, session } = call.live
  const { facts } = exchange
  call.transferring = maskNumber(to.number)
  call.transfer = facts.ask(aboutOf(call), 'number', agentId)
  people.tell({ kind: 'hold', on: true })
  refresh(exchange, call)
  try {
    // The line tells of the end before it tells that it worked.
    call.movedOn = true
    if ((await session.transfer(to.number)) === 'transferred') return null
    call.movedOn = false
    const reached = await callOutside(exchange, call, to)
    if ('missed' in reached) {
      if (call.transfer) facts.end(aboutOf(call), call.transfer, 'not-answered', null)
      call.transfer = null
      people.tell({ kind: 'hold', on: false })
      return reached.missed
    }
    answered(exchange, call, null)
    if (partyOf(call, agentId)) people.tell({ kind: 'leaves', id: agentId, why: 'handed-on' })
    return null
  } finally {
    call.transferring = null
    refresh(exchange, call)
  }
}
