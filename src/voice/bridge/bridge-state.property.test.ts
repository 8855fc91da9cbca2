import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type BridgeEffect,
  type BridgeEvent,
  type BridgeState,
  CUSTOMER,
  initialBridge,
  moveBridge,
  type Party,
} from '#voice/bridge/bridge-state.ts'
import { mix, whoHears } from '#voice/bridge/who-hears.ts'

const IDS = ['a', 'b', 'c', 'd']
const id = fc.constantFrom(...IDS)
const party: fc.Arbitrary<Party> = fc.record({
  id,
  kind: fc.constantFrom('agent' as const, 'colleague' as const, 'number' as const, 'supervisor' as const),
  name: fc.constant('x'),
  userId: fc.constant(null),
  state: fc.constant('talking' as const),
  muted: fc.constant(false),
  mode: fc.constantFrom('listen' as const, 'whisper' as const, null),
})
const whys = fc.constantFrom('hung-up' as const, 'handed-on' as const, 'lost' as const, 'dropped' as const)
const event: fc.Arbitrary<BridgeEvent> = fc.oneof(
  party.map((one): BridgeEvent => ({ kind: 'rings', party: one })),
  party.map((one): BridgeEvent => ({ kind: 'joins', party: one })),
  fc.record({ kind: fc.constant('leaves' as const), id, why: whys }),
  fc.record({ kind: fc.constantFrom('lost' as const, 'back' as const, 'takes-over' as const), id }),
  fc.record({ kind: fc.constant('hold' as const), on: fc.boolean() }),
  fc.record({ kind: fc.constant('mute' as const), id, on: fc.boolean() }),
  fc.record({ kind: fc.constant('mode' as const), id, mode: fc.constantFrom('listen' as const, 'whisper' as const) }),
)
const story = fc.array(event, { maxLength: 30 })

function after(events: BridgeEvent[]): { state: BridgeState; effects: BridgeEffect[]; states: BridgeState[] } {
  let state = initialBridge('customer')
  const effects: BridgeEffect[] = []
  const states = [state]
  for (const one of events) {
    const step = moveBridge(state, one)
    state = step.state
    states.push(state)
    effects.push(...step.effects)
  }
  return { state, effects, states }
}
const each = (check: (state: BridgeState) => void) =>
  fc.assert(
    fc.property(story, (events) => {
      for (const state of after(events).states) check(state)
    }),
  )

test('nobody ever hears himself, and nobody who only rings or was cut off hears or is heard', () =>
  each((state) => {
    for (const { id: listener, state: how } of state.parties) {
      const heard = whoHears(state, listener)
      assert.ok(!heard.includes(listener))
      if (how !== 'talking') assert.deepEqual(heard, [])
      for (const speaker of heard) assert.equal(state.parties.find((one) => one.id === speaker)?.state, 'talking')
    }
  }))

test('a supervisor never reaches the customer, and nobody but the agent when he whispers', () =>
  each((state) => {
    for (const supervisor of state.parties.filter(({ kind }) => kind === 'supervisor'))
      for (const listener of state.parties) {
        if (!whoHears(state, listener.id).includes(supervisor.id)) continue
        assert.deepEqual([listener.kind, supervisor.mode], ['agent', 'whisper'])
      }
  }))

test('on hold the customer hears nobody and nobody hears him; who is muted is heard by nobody', () =>
  each((state) => {
    if (state.held) assert.deepEqual(whoHears(state, CUSTOMER), [])
    for (const listener of state.parties) {
      const heard = whoHears(state, listener.id)
      if (state.held) assert.ok(!heard.includes(CUSTOMER))
      for (const speaker of heard) assert.equal(state.parties.find((one) => one.id === speaker)?.muted, false)
    }
  }))

test('who talks with a customer is heard by him, unless on hold or muted', () =>
  each((state) => {
    if (state.phase !== 'talking' || state.held) return
    const audible = state.parties.filter(
      ({ kind, state: how, muted }) => /agent|colleague|number/.test(kind) && how === 'talking' && !muted,
    )
    assert.deepEqual(whoHears(state, CUSTOMER).toSorted(), audible.map((one) => one.id).toSorted())
  }))

test('people talk only while one of ours is there, and somebody is in charge when one of the team is', () =>
  each((state) => {
    const ours = state.parties.filter(
      ({ kind, state: how }) => /agent|colleague|number/.test(kind) && how !== 'ringing',
    )
    if (state.phase === 'talking') assert.ok(ours.length > 0)
    if (state.phase !== 'talking') assert.deepEqual([ours, state.held], [[], false])
  }))

test('a call always has an end: when the customer leaves, and when the last of ours hangs up', () =>
  fc.assert(
    fc.property(story, (events) => {
      const { state, effects } = after(events)
      const gone = moveBridge(state, { kind: 'customer-left' })
      assert.deepEqual([gone.state.phase, gone.state.parties], ['over', []])
      // Whoever was put in is put out, each as often as he came.
      const out = [...effects, ...gone.effects].filter(({ kind }) => kind === 'out').length
      assert.ok(out >= new Set(state.parties.filter((one) => one.id !== CUSTOMER).map((one) => one.id)).size)
      const ours = state.parties.filter((one) => one.id !== CUSTOMER)
      let left = state
      const finishing: BridgeEffect[] = []
      for (const one of ours) {
        const step = moveBridge(left, { kind: 'leaves', id: one.id, why: 'hung-up' })
        left = step.state
        finishing.push(...step.effects)
      }
      if (state.phase !== 'talking') return
      assert.equal(left.phase, 'over')
      assert.equal(finishing.filter(({ kind }) => kind === 'finish').length, 1)
    }),
  ))

test('voices are added and clipped, one alone is passed on as it is', () => {
  const loud = new Int16Array(320).fill(30_000)
  const quiet = new Int16Array(320).fill(-5)
  assert.equal(mix([]), null)
  assert.equal(mix([loud]), loud)
  assert.deepEqual([...new Set(mix([loud, quiet]))], [29_995])
  assert.deepEqual([...new Set(mix([loud, loud]))], [32_767])
})
