import { type AudioFrame, FRAME_SAMPLES } from '#engines/audio.ts'
import {
  type BridgeEffect,
  type BridgeEvent,
  type BridgeState,
  CUSTOMER,
  initialBridge,
  type Leaving,
  moveBridge,
  type Party,
} from '#voice/bridge/bridge-state.ts'
import { type Inlet, openInlet } from '#voice/bridge/inlet.ts'
import { mix, whoHears } from '#voice/bridge/who-hears.ts'
import type { Clock } from '#voice/clock.ts'
import type { Key } from '#voice/contract.ts'
import type { DeviceSpeech } from '#voice/transports/contract.ts'

/** How one party of ours is reached. */
export type Leg = {
  send(frame: AudioFrame): void
  /** Keys somebody else in the call pressed. */
  keys?(keys: Key[]): void
  /** What his browser recognises by itself. */
  device?: DeviceSpeech
  /** He is no longer in the call. */
  out(why: Leaving, party: Party): void
}

export type BridgeOptions = {
  clock: Clock
  /** What the customer hears, each 20 ms while people talk; null is silence. */
  toCustomer: (frame: AudioFrame | null) => void
  onEffect: (effect: BridgeEffect) => void
}

export const SILENCE: AudioFrame = new Int16Array(FRAME_SAMPLES)

/** Mixes the voices of a call in which people talk: each beat everybody gets what he is to hear. */
export function openBridge({ clock, toCustomer, onEffect }: BridgeOptions) {
  let state: BridgeState = initialBridge('')
  const legs = new Map<string, Leg>()
  const inlets = new Map<string, Inlet>([[CUSTOMER, openInlet()]])
  /** Announcements and music of the house, which play out ahead of time. */
  const house: AudioFrame[] = []

  const tell = (event: BridgeEvent): void => {
    const moved = moveBridge(state, event)
    state = moved.state
    for (const effect of moved.effects) {
      if (effect.kind === 'out') remove(effect.party, effect.why)
      onEffect(effect)
    }
  }
  const remove = (party: Party, why: Leaving) => {
    const leg = legs.get(party.id)
    legs.delete(party.id)
    inlets.delete(party.id)
    leg?.out(why, party)
  }
  const unbeat = clock.onBeat(() => {
    if (state.phase !== 'talking') return
    beat({ state, legs, inlets, announced: house.shift() ?? null, toCustomer })
  })
  return {
    state: () => state,
    tell,
    /** Somebody is in the call from now on, or is called into it. */
    put(party: Party, leg: Leg, kind: 'joins' | 'rings' = 'joins'): void {
      legs.set(party.id, leg)
      if (kind === 'joins') inlets.set(party.id, openInlet())
      tell({ kind, party })
      if (!state.parties.some(({ id }) => id === party.id)) remove(party, 'over')
    },
    /** Sound of one party. */
    hear: (id: string, frame: AudioFrame): void => inlets.get(id)?.write(frame),
    /** Sound of the house for the customer; false while no people talk and it goes to him as it is. */
    announce(frame: AudioFrame): boolean {
      if (state.phase !== 'talking') return false
      house.push(frame)
      return true
    },
    hush(): void {
      house.length = 0
    },
    keys(from: string, keys: Key[]): void {
      for (const [id, leg] of legs) if (id !== from) leg.keys?.(keys)
    },
    close(): void {
      unbeat()
      tell({ kind: 'customer-left' })
    },
  }
}

type Beat = {
  state: BridgeState
  legs: ReadonlyMap<string, Leg>
  inlets: ReadonlyMap<string, Inlet>
  announced: AudioFrame | null
  toCustomer: (frame: AudioFrame | null) => void
}

function beat({ state, legs, inlets, announced, toCustomer }: Beat): void {
  const spoken = new Map<string, AudioFrame>()
  for (const [id, inlet] of inlets) {
    const frame = inlet.take()
    if (frame) spoken.set(id, frame)
  }
  const heardBy = (id: string) => whoHears(state, id).flatMap((speaker) => spoken.get(speaker) ?? [])
  for (const [id, leg] of legs) {
    const isIn = state.parties.some((party) => party.id === id && party.state === 'talking')
    if (isIn) leg.send(mix(heardBy(id)) ?? SILENCE)
  }
  toCustomer(mix([...heardBy(CUSTOMER), ...(announced ? [announced] : [])]))
}
