import type { PhoneParty } from '#voice/bridge/contract.ts'

export type Party = Omit<PhoneParty, 'state'> & {
  state: 'ringing' | 'talking' | 'reconnecting'
  /** Of a supervisor. */
  mode: 'listen' | 'whisper' | null
}

/** `waiting`: nobody of ours is there, the customer hears us or music. `over`: people have finished with this call. */
export type BridgeState = { phase: 'waiting' | 'talking' | 'over'; held: boolean; parties: readonly Party[] }

/** Why somebody is no longer in a call. */
export type Leaving = 'hung-up' | 'handed-on' | 'lost' | 'dropped' | 'taken-over' | 'over'

export type BridgeEvent =
  | { kind: 'rings'; party: Party }
  | { kind: 'joins'; party: Party }
  | { kind: 'leaves'; id: string; why: Leaving }
  /** His connection broke; he may be `back` for a while. */
  | { kind: 'lost'; id: string }
  | { kind: 'back'; id: string }
  | { kind: 'hold'; on: boolean }
  | { kind: 'mute'; id: string; on: boolean }
  | { kind: 'mode'; id: string; mode: 'listen' | 'whisper' }
  | { kind: 'takes-over'; id: string }
  | { kind: 'customer-left' }

export type BridgeEffect =
  /** People talk from now on; whoever spoke for the house is silent. */
  | { kind: 'talking' }
  /** The customer waits for somebody again. */
  | { kind: 'waiting'; why: 'handed-on' | 'lost' }
  /** Nobody of ours is left and nobody is to come. */
  | { kind: 'finish' }
  | { kind: 'out'; party: Party; why: Leaving }
  /** The customer hears music instead of people; `why` while he does. */
  | { kind: 'music'; why: 'held' | 'reconnecting' | null }
  /** Somebody else answers for the case now; null: nobody of the team. */
  | { kind: 'in-charge'; party: Party | null }

export const CUSTOMER = 'customer'
const customer: Party = {
  ...{ id: CUSTOMER, kind: 'customer', name: '', userId: null, state: 'talking', muted: false, mode: null },
}
export const initialBridge = (name: string): BridgeState => ({
  ...{ phase: 'waiting', held: false, parties: [{ ...customer, name }] },
})

const isOurs = ({ kind }: Party) => kind === 'agent' || kind === 'colleague' || kind === 'number'
const isThere = (party: Party) => isOurs(party) && party.state !== 'ringing'
/** Why the customer hears music although the bridge stands. */
export function musicOf({ phase, held, parties }: BridgeState): 'held' | 'reconnecting' | null {
  if (phase !== 'talking') return null
  if (held) return 'held'
  return parties.some((party) => isOurs(party) && party.state === 'talking') ? null : 'reconnecting'
}

/** Who is in a call of people. Pure; whoever is in it and does not fit any more is put out by an effect. */
export function moveBridge(state: BridgeState, event: BridgeEvent): { state: BridgeState; effects: BridgeEffect[] } {
  if (state.phase === 'over') return { state, effects: [] }
  if (event.kind === 'customer-left') return over(state, 'over', [])
  const { next, effects, why } = MOVES[event.kind](state, event as never)
  return settle(state, next, effects, why)
}

type Moved = { next: BridgeState; effects: BridgeEffect[]; why: Leaving }
type EventOf<K extends BridgeEvent['kind']> = Extract<BridgeEvent, { kind: K }>

const find = ({ parties }: BridgeState, id: string) => parties.find((party) => party.id === id && id !== CUSTOMER)
const moved = (next: BridgeState, effects: BridgeEffect[] = [], why: Leaving = 'over'): Moved => ({
  ...{ next, effects, why },
})
const withParty = (state: BridgeState, id: string, change: Partial<Party>): Moved =>
  moved({
    ...state,
    parties: state.parties.map((party) => (party.id === id && id !== CUSTOMER ? { ...party, ...change } : party)),
  })
const put = (state: BridgeState, party: Party): Moved =>
  party.id === CUSTOMER || party.kind === 'customer'
    ? moved(state)
    : moved({ ...state, parties: [...state.parties.filter(({ id }) => id !== party.id), party] })

const MOVES: {
  [K in Exclude<BridgeEvent['kind'], 'customer-left'>]: (state: BridgeState, event: EventOf<K>) => Moved
} = {
  // Nobody is called into, or listens to, a call in which nobody talks.
  rings: (state, { party }) =>
    state.phase === 'talking' && !find(state, party.id) ? put(state, { ...party, state: 'ringing' }) : moved(state),
  joins: (state, { party }) =>
    state.phase === 'waiting' && !isOurs(party) ? moved(state) : put(state, { ...party, state: 'talking' }),
  leaves(state, { id, why }) {
    const gone = find(state, id)
    if (!gone) return moved(state)
    const parties = state.parties.filter((party) => party !== gone)
    return moved({ ...state, parties }, [{ kind: 'out', party: gone, why }], why)
  },
  lost: (state, { id }) =>
    find(state, id)?.state === 'talking' ? withParty(state, id, { state: 'reconnecting' }) : moved(state),
  back: (state, { id }) =>
    find(state, id)?.state === 'reconnecting' ? withParty(state, id, { state: 'talking' }) : moved(state),
  hold: (state, { on }) => moved({ ...state, held: on && state.phase === 'talking' }),
  mute: (state, { id, on }) => withParty(state, id, { muted: on }),
  mode: (state, { id, mode }) =>
    find(state, id)?.kind === 'supervisor' ? withParty(state, id, { mode }) : moved(state),
  'takes-over'(state, { id }) {
    const taker = find(state, id)
    if (taker?.kind !== 'supervisor') return moved(state)
    const agents = state.parties.filter(({ kind }) => kind === 'agent')
    const parties = state.parties
      .filter(({ kind }) => kind !== 'agent')
      .map((party) => (party === taker ? { ...party, kind: 'agent' as const, mode: null, muted: false } : party))
    const out = agents.map((party): BridgeEffect => ({ kind: 'out', party, why: 'taken-over' }))
    return moved({ ...state, held: false, parties }, out)
  },
}

/** What follows from who is there now. */
function settle(before: BridgeState, next: BridgeState, effects: BridgeEffect[], why: Leaving) {
  const there = next.parties.filter(isThere)
  if (before.phase === 'waiting') {
    if (!there.length) return { state: next, effects }
    return { state: { ...next, phase: 'talking' as const }, effects: [...effects, { kind: 'talking' as const }] }
  }
  if (!there.length) {
    if (why !== 'lost' && why !== 'handed-on') return over(next, 'over', effects, true)
    const cleared = over(next, 'over', effects)
    const [caller] = next.parties.filter(({ kind }) => kind === 'customer')
    const waiting: BridgeState = { phase: 'waiting', held: false, parties: caller ? [caller] : [] }
    return { state: waiting, effects: [...cleared.effects, { kind: 'waiting' as const, why }] }
  }
  return charged(before, next, effects)
}

/** When whoever answered for the case has gone, the colleague who came first does. */
function charged(before: BridgeState, next: BridgeState, effects: BridgeEffect[]) {
  let state = next
  const all = [...effects]
  const hadAgent = before.parties.find(({ kind }) => kind === 'agent')
  const agent = state.parties.find(({ kind }) => kind === 'agent')
  if (hadAgent && !agent) {
    const heir = state.parties.find((party) => party.kind === 'colleague' && isThere(party)) ?? null
    const parties = state.parties.map((party) => (party === heir ? { ...party, kind: 'agent' as const } : party))
    // Nobody else could take the customer back from hold.
    state = { ...state, held: false, parties }
    all.push({ kind: 'in-charge', party: heir && { ...heir, kind: 'agent' } })
  }
  const music = musicOf(state)
  if (music !== musicOf(before)) all.push({ kind: 'music', why: music })
  return { state, effects: all }
}

function over(state: BridgeState, why: Leaving, effects: BridgeEffect[], finish = false) {
  const out = state.parties
    .filter(({ kind }) => kind !== 'customer')
    .map((party): BridgeEffect => ({ kind: 'out', party, why }))
  const ended: BridgeState = { phase: 'over', held: false, parties: [] }
  return { state: ended, effects: [...effects, ...out, ...(finish ? [{ kind: 'finish' as const }] : [])] }
}
