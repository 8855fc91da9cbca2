import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { BARGE_IN } from '#voice/contract.ts'
import { isBackChannel, onlyHesitates } from '#voice/hesitation.ts'
import { NO_HINTS, settingsFor } from '#voice/turn-settings.ts'
import { initialTurn, type TurnAction, type TurnEvent, type TurnState, takeTurn } from '#voice/turn-taking.ts'

type Step = { wait: number; event: Partial<TurnEvent> & { kind: TurnEvent['kind'] } }

const text = fc.constantFrom(
  '',
  '嗯',
  '对',
  '好的',
  '我要退货',
  '查一下订单',
  '嗯那个',
  '地址在人民路',
  'yes',
  'where is it',
)
const step: fc.Arbitrary<Step> = fc.record({
  wait: fc.integer({ min: 0, max: 900 }),
  event: fc.oneof(
    fc.record({ kind: fc.constant('voice' as const), on: fc.boolean() }),
    fc.record({ kind: fc.constant('partial' as const), text }),
    fc.record({ kind: fc.constant('recognised' as const), text }),
    fc.record({ kind: fc.constant('taken' as const) }),
    fc.record({ kind: fc.constantFrom('reply' as const, 'answered' as const, 'played' as const, 'tick' as const) }),
    fc.record({ kind: fc.constant('key' as const), key: fc.constantFrom('1', '5', '0', '#', '*') }),
    fc.record({ kind: fc.constant('hold' as const), on: fc.boolean() }),
    fc.record({ kind: fc.constantFrom('transfer' as const, 'people' as const), on: fc.boolean() }),
  ),
})
const settings = fc
  .record({ bargeIn: fc.constantFrom(...BARGE_IN), expects: fc.constantFrom('anything' as const, 'yes-no' as const) })
  .map(({ bargeIn, expects }) => settingsFor({ ...NO_HINTS, expects, own: { bargeIn } }, { elderly: false }))

/** The line the machine drives: a recogniser and a voice that only do what they can. */
function openLine() {
  let recognising = false
  let awaited = 0
  let playing = false
  let paused = false
  return {
    get playing() {
      return playing
    },
    get paused() {
      return paused
    },
    get awaited() {
      return awaited
    },
    /** What the world may send now; the rest cannot happen. */
    possible(event: Step['event']): boolean {
      if (event.kind === 'recognised' || event.kind === 'taken') return awaited > 0
      if (event.kind === 'partial') return recognising
      return event.kind !== 'played' || (playing && !paused)
    },
    sent(event: TurnEvent): void {
      if (event.kind === 'recognised' || event.kind === 'taken') awaited -= 1
      if (event.kind === 'reply') playing = true
      if (event.kind === 'played') playing = false
    },
    does(action: TurnAction): void {
      const { kind } = action
      if (kind === 'listen') {
        assert.equal(recognising, false, 'one utterance at a time')
        recognising = true
      } else if (kind === 'end-utterance' || kind === 'drop-utterance') {
        assert.equal(recognising, true, `${kind} of nothing`)
        recognising = false
        if (kind === 'end-utterance') awaited += 1
      } else if (kind === 'pause') {
        assert.deepEqual([playing, paused], [true, false], 'pauses what is heard')
        paused = true
      } else if (kind === 'resume') {
        assert.deepEqual([playing, paused], [true, true], 'goes on with what was paused')
        paused = false
      } else if (kind === 'stop') {
        assert.equal(playing, true, 'stops what is heard')
        playing = false
        paused = false
      } else if (kind === 'filler' || kind === 'prompt') playing = true
      else if (kind === 'understand') assert.equal(onlyHesitates(action.text), false, 'understands words')
    },
  }
}

function run(steps: Step[], turn: ReturnType<typeof settingsFor>) {
  const line = openLine()
  let state: TurnState = takeTurn(initialTurn, { kind: 'begin', at: 0 }, turn).state
  let at = 0
  const log: { event: TurnEvent; actions: TurnAction[]; before: TurnState; after: TurnState }[] = []
  const send = (event: Step['event']): TurnAction[] => {
    if (!line.possible(event)) return []
    const whole = { ...event, at } as TurnEvent
    line.sent(whole)
    const before = state
    const result = takeTurn(state, whole, turn)
    state = result.state
    for (const action of result.actions) line.does(action)
    log.push({ event: whole, actions: result.actions, before, after: state })
    return result.actions
  }
  for (const { wait, event } of steps) {
    for (const end = at + wait; at < end; at += 20) send({ kind: 'tick' })
    send(event)
    assert.equal(state.playing, line.playing, 'knows whether it is heard')
    assert.equal(state.pausedAt !== null, line.paused, 'knows whether it is paused')
  }
  return {
    line,
    log,
    send,
    state: () => state,
    tick: () => {
      at += 20
      send({ kind: 'tick' })
    },
  }
}

test('the line is never asked for what it cannot do', () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 60 }), settings, (steps, turn) => void run(steps, turn)))
})

test('whatever happens, the call comes back to listening by itself: nobody waits in silence', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), settings, (steps, turn) => {
      const { send, tick, line, state } = run(steps, turn)
      send({ kind: 'hold', on: false })
      send({ kind: 'people', on: false })
      send({ kind: 'transfer', on: false })
      send({ kind: 'voice', on: false })
      let listened = false
      for (let n = 0; n < 20_000 / 20 && !listened; n++) {
        tick()
        while (line.awaited > 0) send({ kind: 'recognised', text: '' })
        if (line.playing && !line.paused) send({ kind: 'played' })
        send({ kind: 'answered' })
        listened = state().phase === 'listening' && !line.playing && !line.paused
      }
      assert.equal(listened, true)
    }),
  )
})

test('what a customer says to a silent line is understood, in whichever pieces it came', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.constantFrom('我要退货', '地址在人民路', '嗯那个', '查一下订单'),
          fc.integer({ min: 200, max: 2200 }),
        ),
        { minLength: 1, maxLength: 6 },
      ),
      (pieces) => {
        const turn = settingsFor(NO_HINTS, { elderly: false })
        const { send, tick, log, line, state } = run([], turn)
        for (const [said, pause] of pieces) {
          send({ kind: 'voice', on: true })
          for (let n = 0; n < 30; n++) tick()
          send({ kind: 'voice', on: false })
          for (let n = 0; n < pause / 20; n++) {
            tick()
            while (line.awaited > 0) send({ kind: 'recognised', text: said })
          }
          if (state().utterance) for (let n = 0; n < 200 && line.awaited === 0; n++) tick()
          while (line.awaited > 0) send({ kind: 'recognised', text: said })
        }
        for (let n = 0; n < 300; n++) {
          tick()
          if (line.playing && !line.paused) send({ kind: 'played' })
        }
        const understood = log
          .flatMap(({ actions }) => actions.flatMap((a) => (a.kind === 'understand' ? [a.text] : [])))
          .join('')
        for (const [said] of pieces)
          if (!onlyHesitates(said) && !isBackChannel(said, false))
            assert.ok(understood.includes(said), `${said} in ${understood}`)
      },
    ),
  )
})

test('keys pressed are keys delivered, in order, except what was erased', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('1', '2', '7', '0', '9'), { minLength: 1, maxLength: 12 }),
      settings,
      (keys, turn) => {
        const { send, tick, log, line } = run([{ wait: 0, event: { kind: 'reply' } }], turn)
        for (const key of keys) {
          send({ kind: 'voice', on: true })
          send({ kind: 'key', key })
          tick()
        }
        send({ kind: 'answered' })
        if (line.playing) send({ kind: 'played' })
        for (let n = 0; n < 200; n++) tick()
        const delivered = log
          .flatMap(({ actions }) => actions.flatMap((a) => (a.kind === 'keys' ? [a.keys] : [])))
          .join('')
        assert.equal(delivered, keys.join(''))
      },
    ),
  )
})

test('where nothing may interrupt, only hold and the end of the call stop the voice', () => {
  const turn = settingsFor({ ...NO_HINTS, own: { bargeIn: 'off' } }, { elderly: false })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      for (const { event, actions, before } of run(steps, turn).log) {
        const cut = actions.some(
          ({ kind }) => kind === 'stop' || (kind === 'pause' && event.kind !== 'hold' && before.heldAt === null),
        )
        // Speech that began while nothing was said may hold back a reply that comes meanwhile.
        assert.ok(
          !cut || event.kind === 'reply' || before.awaited > 0 || before.utterance,
          JSON.stringify({ event, actions, before }),
        )
      }
    }),
  )
})

test('on hold nothing is said and nothing asked', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), settings, (steps, turn) => {
      for (const { after, actions, event } of run(steps, turn).log) {
        if (after.heldAt === null || event.kind === 'hold') continue
        const kinds = actions
          .map(({ kind }) => kind)
          .filter((kind) => kind !== 'pause' && kind !== 'stop' && kind !== 'understand')
        assert.deepEqual(kinds, [])
      }
    }),
  )
})
