import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StepHints } from '#voice/contract.ts'
import { NO_HINTS, settingsFor } from '#voice/turn-settings.ts'
import { initialTurn, type TurnEvent, type TurnState, takeTurn } from '#voice/turn-taking.ts'

type Told = TurnEvent extends infer E ? (E extends { at: number } ? Omit<E, 'at'> : never) : never

/** A line with a clock: tells the machine what happens and notes what it wants, with the time. */
function openLine(hints: Partial<StepHints> = {}, customer = { elderly: false }) {
  const settings = settingsFor({ ...NO_HINTS, ...hints }, customer)
  let state: TurnState = takeTurn(initialTurn, { kind: 'begin', at: 0 }, settings).state
  let at = 0
  const wanted: string[] = []
  const tell = (event: Told) => {
    const result = takeTurn(state, { ...event, at } as TurnEvent, settings)
    state = result.state
    for (const action of result.actions) wanted.push(`${action.kind}${'text' in action ? ` ${action.text}` : ''}`)
  }
  const pass = (ms: number) => {
    for (const end = at + ms; at < end; tell({ kind: 'tick' })) at += 20
  }
  return {
    tell,
    pass,
    speak: (ms: number) => {
      tell({ kind: 'voice', on: true })
      pass(ms)
      tell({ kind: 'voice', on: false })
    },
    /** Milliseconds of quiet until the utterance is over. */
    untilEnd: () => {
      const from = at
      while (!wanted.includes('end-utterance') && at - from < 10_000) pass(20)
      return at - from
    },
    took: () => wanted.splice(0),
    phase: () => state.phase,
  }
}

for (const [expects, ms] of [
  ['anything', 500],
  ['yes-no', 300],
  ['digits', 300],
  ['long', 900],
] as const) {
  test(`an answer to ${expects} ends after ${ms} ms of quiet, later for the elderly`, () => {
    const line = openLine({ expects })
    line.speak(600)
    assert.equal(line.untilEnd(), ms)
    const slow = openLine({ expects }, { elderly: true })
    slow.speak(600)
    assert.ok(slow.untilEnd() >= ms * 1.5)
  })
}

test('a complete answer of the step ends at once, one that could go on does not', () => {
  const line = openLine({ expects: 'choice', phrases: ['查订单', '查物流', '查物流单号'] })
  line.tell({ kind: 'voice', on: true })
  line.pass(500)
  line.tell({ kind: 'partial', text: '查订单' })
  line.tell({ kind: 'voice', on: false })
  assert.equal(line.untilEnd(), 120)
  const other = openLine({ expects: 'choice', phrases: ['查订单', '查物流', '查物流单号'] })
  other.tell({ kind: 'voice', on: true })
  other.pass(500)
  other.tell({ kind: 'partial', text: '查物流' })
  other.tell({ kind: 'voice', on: false })
  assert.equal(other.untilEnd(), 500)
})

test('so many digits as are asked for are complete; fewer are waited for', () => {
  const said = (text: string) => {
    const line = openLine({ expects: 'digits', digits: 11 })
    line.tell({ kind: 'voice', on: true })
    line.pass(500)
    line.tell({ kind: 'partial', text })
    line.tell({ kind: 'voice', on: false })
    return line.untilEnd()
  }
  assert.equal(said('138 0000 1234'), 120)
  assert.equal(said('138 0000'), 900)
})

test('a number that stops half-way keeps listening, and its parts are one number; what is no number is understood', () => {
  const line = openLine({ expects: 'digits', digits: 11 })
  const hears = (text: string) => {
    line.speak(500)
    line.untilEnd()
    line.took()
    line.tell({ kind: 'recognised', text })
    return line.took()
  }
  assert.deepEqual(hears('138'), [])
  assert.deepEqual(hears('零零零零'), [])
  assert.deepEqual(hears('1234'), ['understand 138零零零零1234'])
  const other = openLine({ expects: 'digits', digits: 11 })
  other.speak(500)
  other.untilEnd()
  other.took()
  other.tell({ kind: 'recognised', text: '我不记得了' })
  assert.deepEqual(other.took(), ['understand 我不记得了'])
})

test('"嗯…那个…" keeps listening, and what follows is one turn with what came before', () => {
  const line = openLine()
  line.speak(500)
  line.untilEnd()
  line.tell({ kind: 'recognised', text: '我想退货，那个' })
  assert.equal(line.phase(), 'listening')
  line.took()
  line.pass(800)
  line.speak(500)
  line.untilEnd()
  line.took()
  line.tell({ kind: 'recognised', text: '上周买的杯子' })
  assert.deepEqual(line.took(), ['understand 我想退货，那个，上周买的杯子'])
})

test('"嗯" while we speak pauses at most; we go on from where he heard us', () => {
  const line = openLine()
  line.tell({ kind: 'reply' })
  line.speak(400)
  line.untilEnd()
  line.tell({ kind: 'recognised', text: '嗯嗯' })
  assert.deepEqual(line.took(), ['listen', 'pause', 'end-utterance', 'resume'])
})

test('a cough is not even a pause', () => {
  const line = openLine()
  line.tell({ kind: 'reply' })
  line.speak(200)
  line.pass(1000)
  assert.deepEqual(line.took(), ['listen', 'drop-utterance'])
})

test('an interruption pauses after 300 ms and stops for good once there are words', () => {
  const line = openLine()
  line.tell({ kind: 'reply' })
  line.tell({ kind: 'voice', on: true })
  line.pass(280)
  assert.deepEqual(line.took(), ['listen'])
  line.pass(20)
  assert.deepEqual(line.took(), ['pause'])
  line.pass(500)
  line.tell({ kind: 'voice', on: false })
  line.untilEnd()
  line.tell({ kind: 'recognised', text: '我要转人工' })
  assert.deepEqual(line.took(), ['end-utterance', 'stop', 'understand 我要转人工'])
  assert.equal(line.phase(), 'thinking')
})

test('an interruption without words for 1.5 s was none', () => {
  const line = openLine()
  line.tell({ kind: 'reply' })
  line.speak(400)
  line.pass(2000)
  assert.deepEqual(line.took(), ['listen', 'pause', 'end-utterance', 'resume'])
})

test('a yes to a question that asks for one is an answer, not a back-channel', () => {
  const line = openLine({ expects: 'yes-no' })
  line.tell({ kind: 'reply' })
  line.speak(400)
  line.untilEnd()
  line.tell({ kind: 'recognised', text: '是的' })
  assert.ok(line.took().includes('understand 是的'))
})

test('where only keys may interrupt, whoever spoke over the end is heard from the end on', () => {
  const line = openLine({ own: { bargeIn: 'keys' } })
  line.tell({ kind: 'reply' })
  line.tell({ kind: 'voice', on: true })
  line.pass(600)
  assert.deepEqual(line.took(), [])
  line.tell({ kind: 'answered' })
  line.tell({ kind: 'played' })
  assert.deepEqual(line.took(), ['listen'])
})

test('nobody answers: asked twice more, then given up', () => {
  const line = openLine()
  const took: string[] = []
  for (let n = 0; n < 3; n++) {
    line.pass(6000)
    took.push(...line.took())
    line.tell({ kind: 'played' })
  }
  assert.deepEqual(took, ['prompt', 'prompt', 'give-up'])
})

test('speech that nobody understands is asked for again', () => {
  const line = openLine()
  line.speak(800)
  line.untilEnd()
  line.tell({ kind: 'recognised', text: '' })
  assert.deepEqual(line.took(), ['listen', 'end-utterance', 'prompt'])
})

test('a key drops what is being said, and its text comes too late', () => {
  const line = openLine({ expects: 'choice' })
  line.tell({ kind: 'reply' })
  line.speak(500)
  line.untilEnd()
  line.took()
  line.tell({ kind: 'key', key: '1' })
  assert.deepEqual(line.took(), ['stop', 'keys'])
  line.tell({ kind: 'recognised', text: '查订单' })
  assert.deepEqual(line.took(), [])
})

test('long thinking is told once', () => {
  const line = openLine()
  line.speak(800)
  line.untilEnd()
  line.tell({ kind: 'recognised', text: '查订单' })
  line.took()
  line.pass(1800)
  line.tell({ kind: 'played' })
  line.pass(5000)
  assert.deepEqual(line.took(), ['filler'])
})
