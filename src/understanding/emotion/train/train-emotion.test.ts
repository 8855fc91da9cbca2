import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openEmotionModel, trainEmotion } from '#understanding/emotion/train/train-emotion.ts'

const cut = (text: string) => [...text]
const rows = ['很好吃', '送得快', '味道不错', '又热又香', '分量足', '还会再点'].flatMap((praise, i) => [
  { text: `${praise}，第${i}次`, label: 'rest' },
  { text: `${['太慢了', '凉透了', '洒了一半', '难吃', '少送一份', '没人接电话'][i]}，第${i}次`, label: 'negative' },
])

test('an operator’s own rows teach it their labels, with and without the shipped model', () => {
  // Five folds: no fold holds all copies of a row, so every row is judged by what its copies taught.
  for (const language of [undefined, 'zh'] as const) {
    const read = openEmotionModel(
      trainEmotion([...rows, ...rows, ...rows], { cut, folds: 5, ...(language && { language }) }),
      cut,
    )
    assert.deepEqual(
      rows.map(({ text }) => read(text).label),
      rows.map(({ label }) => label),
    )
    const { chances } = read('凉透了，少送一份')
    assert.ok(Math.abs(chances.reduce((sum, chance) => sum + chance, 0) - 1) < 1e-9)
  }
})

test('rows of another domain help but bring no labels of their own', () => {
  const mixed = [
    ...[...rows, ...rows].map((row) => ({ ...row, domain: 'food' })),
    { text: '好怕', label: 'fear', domain: 'life' },
  ]
  assert.deepEqual(trainEmotion(mixed, { cut, domain: 'food' }).labels, ['negative', 'rest'])
})
