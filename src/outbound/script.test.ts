import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Question } from '#outbound/contract.ts'
import { heardNothing, hearOut } from '#outbound/machine-detection.ts'
import { beginScript, followScript, openScript, type Plan, type ScriptEvent } from '#outbound/script.ts'
import { stopsCalls } from '#outbound/wording.ts'
import { openScriptTalk } from '#voice/script-talk.ts'
import type { Talk } from '#voice/talk.ts'

const choice = (key: '1' | '2' | '3', zh: string, words: string[] = []) => ({
  key,
  label: { zh, en: `answer ${key}` },
  words,
})
const question = (id: string): Question => ({
  ...{ id, text: { zh: `您对${id}满意吗？`, en: `Were you happy with ${id}?` } },
  choices: [choice('1', '满意', ['挺好']), choice('2', '一般'), choice('3', '不满意')],
})
const plan = (more: Partial<Plan> = {}): Plan => ({
  ...{ language: 'zh', house: '小禾', text: '您的会员权益周五到期。', questions: [], closing: '', machine: 'hang-up' },
  ...more,
})
const told = (text: string): ScriptEvent => ({ kind: 'told', text })
const pressed = (key: string): ScriptEvent => ({ kind: 'pressed', key })
const gaveUp: ScriptEvent = { kind: 'gave-up' }

/** The last step and state after these happenings. */
function play(of: Plan, events: ScriptEvent[]) {
  let moved = beginScript(of)
  for (const event of events) moved = followScript(of, moved.state, event)
  return moved
}

test('a call begins with who calls, that it is a machine, what it is about, and how to stop such calls', () => {
  const say = play(plan(), []).step.say.join('')
  for (const part of [/小禾/, /人工智能/, /会员权益周五到期/, /请按 9/]) assert.match(say, part)
})

test('at any place key 9 or words end the call and the wish to be called; 0 asks for a person', () => {
  const asks = plan({ questions: [question('配送'), question('安装')] })
  for (const before of [[], [pressed('1')], [told('听不懂你说什么')]])
    for (const [event, how] of [
      [pressed('9'), 'key'],
      [told('以后不要再给我打电话了'), 'words'],
    ] as const) {
      const { state, step } = play(asks, [...before, event])
      assert.deepEqual([state.optedOut, step.next], [how, 'hang-up'])
    }
  assert.equal(play(asks, [pressed('0')]).step.next, 'person')
  assert.equal(play(plan(), [told('帮我转人工')]).step.next, 'person')
})

test('answers are taken by key and by word; a question is asked once more, and silence ends it', () => {
  const asks = plan({ questions: [question('配送'), question('安装')] })
  assert.deepEqual(play(asks, [pressed('2'), told('挺好的')]).state.answers, { 配送: '2', 安装: '1' })
  assert.deepEqual(play(asks, [told('不满意'), told('三')]).state.answers, { 配送: '3', 安装: '3' })
  const again = play(asks, [gaveUp])
  assert.match(again.step.say.join(), /没有听清楚.*您对配送满意吗/)
  assert.equal(play(asks, [gaveUp, gaveUp]).step.next, 'hang-up')
  const skipped = play(asks, [pressed('1'), told('嘟嘟嘟'), told('嘟嘟嘟')])
  assert.deepEqual([skipped.step.next, skipped.state.answers], ['hang-up', { 配送: '1' }])
})

test('thanks end a reminder, a question about it goes to the assistant, and who spoke over it hears it again', () => {
  const heard: ScriptEvent = { kind: 'heard' }
  assert.equal(play(plan(), [heard, told('好的')]).step.next, 'hang-up')
  assert.equal(play(plan(), [heard, gaveUp]).step.next, 'hang-up')
  assert.deepEqual(play(plan(), [told('喂哪位')]).step.say, ['您的会员权益周五到期。'])
  assert.equal(play(plan(), [heard, told('怎么续费')]).step.next, 'assistant')
})

test('also when the assistant has the call, the wish to be left alone ends it', async () => {
  const script = openScript(plan())
  const [said, told]: string[][] = [[], []]
  let over = false
  const talk: Talk = {
    ...{ tell: async (text) => void told!.push(text), press: async () => {}, askForPerson: async () => {} },
    ...{ rate: async () => true, conversation: () => null, seq: () => null, close: () => {} },
  }
  const hangUp = () => {
    over = true
  }
  const events = { say: (line: string) => said!.push(line) > 0, tell: () => {}, hangUp }
  const led = openScriptTalk(talk, script, events)
  while (!script.ready(false));
  led.begin()
  led.silent()
  await led.tell('怎么续费')
  await led.tell('那要多少钱')
  assert.deepEqual(told, ['怎么续费', '那要多少钱'])
  await led.tell('算了，别再给我打电话')
  assert.match(said!.at(-1)!, /不会再给您打/)
  assert.deepEqual([script.result().optedOut, over], ['words', false])
  led.silent()
  assert.equal(over, true)
  led.close()
})

test('whatever is said and pressed, a script ends, and answers are keys that were offered', () => {
  const event = fc.oneof(
    fc.constantFrom('满意', '一般', '不满意', '三', '喂', '再说一遍', '好的', '怎么退货', '不要再打').map(told),
    fc.constantFrom('1', '2', '3', '7', '#', '9', '0').map(pressed),
    fc.constantFrom(gaveUp, { kind: 'heard' } as const),
  )
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), fc.nat(3), (events, count) => {
      const asks = plan({ questions: ['a', 'b', 'c'].slice(0, count).map(question) })
      const steps = [...events, ...Array.from({ length: 8 }, () => gaveUp)]
      const { state } = play(asks, steps)
      assert.equal(state.at, 'over')
      for (const key of Object.values(state.answers)) assert.match(key, /^[123]$/)
    }),
  )
})

test('wishes to be left alone are told from other words', () => {
  for (const text of [
    '别再打了',
    '不想接到这种电话',
    '退订',
    '把我的号码删掉',
    "don't call me again",
    'please stop calling',
    'take me off your list',
  ])
    assert.equal(stopsCalls(text), true, text)
  for (const text of ['不满意', '别人给我打的', '我的电话换了', '打不开', 'I called you before', 'do not agree'])
    assert.equal(stopsCalls(text), false, text)
})

/** Speech and quiet in turns, in milliseconds. */
function listenTo(spans: number[]) {
  let heard = heardNothing
  let at = 0
  for (const [n, span] of spans.entries())
    for (let ms = 0; ms < span; ms += 20) {
      heard = hearOut(heard, n % 2 === 0)
      at += 20
      if (heard.kind === 'person' || heard.kind === 'machine') return { kind: heard.kind, at }
    }
  return { kind: heard.kind, at }
}

test('a short hello is a person, a long greeting a machine, silence is spoken to', () => {
  assert.deepEqual(listenTo([400, 3000]), { kind: 'person', at: 1000 })
  assert.equal(listenTo([300, 300, 900, 3000]).kind, 'person')
  assert.deepEqual(listenTo([0, 5000]), { kind: 'person', at: 2000 })
  assert.equal(listenTo([1500, 300, 2500, 3000]).kind, 'machine')
  assert.deepEqual(listenTo([6000, 4000]), { kind: 'machine', at: 7200 })
  assert.equal(listenTo([40_000]).at, 25_000)
})

test('a machine is hung up at once, or told the message after its greeting', () => {
  const hangs = openScript(plan())
  for (let ms = 0; !hangs.ready(true); ms += 20) assert.ok(ms < 2400)
  assert.deepEqual(hangs.begin(), { say: [], next: 'hang-up' })
  const leaves = openScript(plan({ machine: 'leave-message' }))
  for (let ms = 0; ms < 4000; ms += 20) assert.equal(leaves.ready(true), false)
  while (!leaves.ready(false));
  assert.match(leaves.begin().say.join(), /会员权益周五到期/)
  assert.equal(leaves.told('请留言').next, 'hang-up')
  assert.deepEqual([hangs.result().outcome, leaves.result().outcome], ['machine', 'machine'])
})
