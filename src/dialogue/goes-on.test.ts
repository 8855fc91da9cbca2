import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namesNothing, tellsOf } from '#dialogue/goes-on.ts'

test('a question of words that only ask names no subject; one with a thing in it does', () => {
  for (const text of [
    '那要多久才能办好呢',
    '多少钱',
    '要带什么材料',
    '怎么赔',
    '会过期吗',
    'how long does it take',
    'and how do I apply?',
  ])
    assert.ok(namesNothing(text), text)
  for (const text of [
    '护照多少钱',
    '在哪办',
    '多久到账',
    '滤芯多久换一次',
    '学生能办吗',
    '要房东签字吗',
    '不用了',
    '谢谢',
    '',
    'how much is a passport',
    'thanks a lot',
  ])
    assert.ok(!namesNothing(text), text)
})

test('a text tells what it costs, how long it takes or what to bring only where it says so', () => {
  assert.ok(tellsOf('多少钱', '工本费 20 元，带旧证本人到场。'))
  assert.ok(!tellsOf('多少钱', '带旧证本人到场。'))
  assert.ok(tellsOf('多久能拿到', '自受理之日起 7 个工作日内签发。'))
  assert.ok(!tellsOf('how long', 'Bring your ID card.'))
  assert.ok(tellsOf('what documents', 'Bring your ID card.'))
  assert.ok(tellsOf('能退吗', '买后不退。'), 'other questions ask for no such fact')
})
