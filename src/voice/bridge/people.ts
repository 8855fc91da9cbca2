import type { AudioFrame } from '#engines/audio.ts'
import { type BridgeEffect, CUSTOMER, type Party } from '#voice/bridge/bridge-state.ts'
import { type Leg, openBridge } from '#voice/bridge/open-bridge.ts'
import { type Caption, openTranscript, type TranscriptOptions } from '#voice/bridge/transcript.ts'

export type PeopleOptions = TranscriptOptions & {
  toCustomer: (frame: AudioFrame | null) => void
  /** The house stands back, or has the customer again. */
  stage: {
    people(how: 'talking' | 'held' | 'reconnecting'): void
    wait(why: 'handed-on' | 'lost'): void
    finish(): void
  }
}

type Listeners = {
  effect: (effect: BridgeEffect) => void
  caption: (caption: Caption) => void
  said: (party: Party, text: string) => void
}

/** The people in a call: their voices mixed, what each says written down. */
export function openPeople(options: PeopleOptions) {
  const { clock, toCustomer, stage } = options
  let listeners: Listeners = { effect: () => {}, caption: () => {}, said: () => {} }
  const bridge = openBridge({
    clock,
    toCustomer,
    onEffect(effect) {
      if (effect.kind === 'out') transcript.close(effect.party.id)
      if (effect.kind === 'talking') stage.people('talking')
      if (effect.kind === 'music') stage.people(effect.why ?? 'talking')
      if (effect.kind === 'waiting') stage.wait(effect.why)
      if (effect.kind === 'finish') stage.finish()
      transcript.follow()
      listeners.effect(effect)
    },
  })
  const transcript = openTranscript(options, {
    state: bridge.state,
    onFrame: bridge.hear,
    onCaption: (caption) => listeners.caption(caption),
    onSaid: (party, text) => listeners.said(party, text),
  })
  const partyOf = (id: string) => bridge.state().parties.find((party) => party.id === id)
  const talking = () => bridge.state().phase === 'talking'
  return {
    ...{ state: bridge.state, tell: bridge.tell, keys: bridge.keys, announce: bridge.announce, hush: bridge.hush },
    covers: transcript.covers,
    ring: (party: Party, leg: Leg): void => bridge.put(party, leg, 'rings'),
    join(party: Party, leg: Leg): void {
      bridge.put(party, leg)
      // A supervisor who only hears, or whispers, says nothing that belongs to the conversation.
      if (party.kind !== 'supervisor' && partyOf(party.id)) transcript.open(party, leg)
    },
    /** A supervisor is written down from when the call is his. */
    takeOver(id: string, leg: Leg): void {
      bridge.tell({ kind: 'takes-over', id })
      const party = partyOf(id)
      if (party?.kind === 'agent') transcript.open(party, leg)
    },
    /** Sound as it comes from somebody's browser or telephone. */
    hear(id: string, frame: AudioFrame): void {
      if (!transcript.write(id, frame)) bridge.hear(id, frame)
    },
    /** The customer's even frames; that he speaks, and what: true when people listen, not the bot. */
    customer(frame: AudioFrame): void {
      if (talking()) bridge.hear(CUSTOMER, frame)
    },
    voice(on: boolean): boolean {
      transcript.voice(on)
      return talking()
    },
    partial(text: string): boolean {
      transcript.partial(text)
      return talking()
    },
    listen(to: Listeners): void {
      listeners = to
    },
    close(): void {
      bridge.close()
      transcript.closeAll()
    },
  }
}
export type People = ReturnType<typeof openPeople>
