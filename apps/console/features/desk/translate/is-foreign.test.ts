import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isForeign } from './is-foreign.ts'

const cases: [text: string, zh: boolean, en: boolean][] = [
  ['Where is my parcel?', true, false],
  ['我的包裹到哪了', false, true],
  ['我要退 Robot Vacuum X10 Pro', false, false],
  ['Please send it to 上海市 Xuhui District', true, false],
  ['HM10001001', false, false],
  ['138 0001 0001', false, false],
  ['ok', false, false],
  ['好的', false, true],
  ['いつ届きますか', true, true],
  ['', false, false],
]
for (const [text, zh, en] of cases)
  test(`“${text}” is ${zh ? '' : 'not '}foreign in Chinese and ${en ? '' : 'not '}in English`, () =>
    assert.deepEqual([isForeign(text, 'zh'), isForeign(text, 'en')], [zh, en]))
