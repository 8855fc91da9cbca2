import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readNeeds } from '#understanding/needs.ts'
import { normalize } from '#understanding/normalize.ts'

const CASES: [text: string, needs: string][] = [
  ['尽快给我处理', 'urgency action'],
  ['我要找人工客服', 'person'],
  ['你们必须道歉并赔偿', 'compensation apology'],
  ['再不处理我就投诉', 'escalation'],
  ['我的快递到哪了', 'progress'],
  ['怎么还没到', 'progress'],
  ['为什么扣我钱', 'reason'],
  ['运费多少钱', 'information'],
  ['帮我取消订单', 'action'],
  ['是正品吗，我担心是假的', 'reassurance information'],
  ['where is my order', 'progress information'],
  ['please cancel my order', 'action'],
  ['I want to speak to a human', 'person action'],
  ['I need it asap', 'urgency'],
  ['why was I charged twice', 'reason'],
  ['好的', ''],
  ['谢谢', ''],
]
for (const [text, expected] of CASES) {
  test(`"${text}" asks for ${expected || 'nothing more'}`, () => {
    assert.equal(
      readNeeds(normalize(text))
        .map(({ need }) => need)
        .join(' '),
      expected,
    )
  })
}
