import assert from 'node:assert/strict'
import { test } from 'node:test'
import { saysGoodbye, scorePhrases, scoreSaid } from '#voice/closing-words.ts'

test('a goodbye is told from what still asks for something', () => {
  for (const text of [
    '再见',
    '好的，谢谢，再见！',
    '没有其他问题了，拜拜',
    '那我挂了',
    'Okay, thank you. Bye!',
    'Goodbye.',
  ])
    assert.equal(saysGoodbye(text), true, text)
  for (const text of ['谢谢', '再见之前帮我查订单', '我不想说再见，我要退款', '拜托', 'bye the way my order', '好的'])
    assert.equal(saysGoodbye(text), false, text)
})

test('a rating is understood by word, and nothing else is taken for one', () => {
  const scores = { 五分: 5, '我给五分吧。': 5, '打 4 分': 4, 两分: 2, 满分: 5, 三: 3, 一颗星: 1 }
  const english = { Five: 5, 'four stars': 4, 'I give you two.': 2, '3 out of 5': 3 }
  for (const [text, score] of Object.entries({ ...scores, ...english })) assert.equal(scoreSaid(text), score, text)
  for (const text of ['', '一般', '十五分', '6 分', '满意', '等了五分钟', 'for you', 'not one of these', '0'])
    assert.equal(scoreSaid(text), null, text)
  for (const language of ['zh', 'en'] as const)
    for (const phrase of scorePhrases(language)) assert.ok(scoreSaid(phrase), phrase)
})
