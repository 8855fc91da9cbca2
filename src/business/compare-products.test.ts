import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareProducts } from '#business/compare-products.ts'
import type { ActionOutcome } from '#business/contract.ts'

const SHEETS: Record<string, object> = {
  fryer: { name: '炸锅', nameEn: 'Fryer', price: 399, specs: [{ k: '容量', v: '5 L', kEn: 'Capacity', vEn: '5 L' }] },
  kettle: { name: '水壶', nameEn: 'Kettle', price: 199, specs: [{ k: '容量', v: '1700 mL', kEn: '', vEn: '1700 mL' }] },
  lamp: { name: '台灯', nameEn: 'Lamp', price: 199, specs: [] },
}
const get = async (id: string): Promise<ActionOutcome> => {
  const message = { zh: '没有', en: 'none' }
  return SHEETS[id] ? { ok: true, data: SHEETS[id] } : { ok: false, why: 'not_found', code: 'not_found', message }
}
const compare = async (products: string, by: string, language = 'zh') => {
  const outcome = await compareProducts({ products, by, specs: { capacity: '容量|水箱' }, language }, get)
  assert.ok(outcome.ok)
  return outcome.data
}

test('what the data sheets say is compared across units, and who says nothing is named', async () => {
  assert.deepEqual(await compare('fryer,kettle,lamp,gone', 'capacity_high'), {
    lines: '炸锅：5 L；水壶：1700 mL',
    best: '炸锅',
    unknown: '台灯',
    asked: 3,
  })
  assert.deepEqual(await compare('fryer,kettle', 'capacity_low', 'en'), {
    lines: 'Fryer: 5 L; Kettle: 1700 mL',
    best: 'Kettle',
    unknown: '',
    asked: 2,
  })
})

test('of two at the same price none is cheaper, and one alone is compared with nothing', async () => {
  assert.partialDeepStrictEqual(await compare('kettle,lamp', 'price_low'), {
    best: '',
    lines: '水壶：¥199；台灯：¥199',
  })
  assert.partialDeepStrictEqual(await compare('fryer', 'price_low'), { best: '', asked: 1 })
})

test('a system that does not answer is no product without data', async () => {
  const message = { zh: '连不上', en: 'down' }
  const down: ActionOutcome = { ok: false, why: 'unavailable', code: 'down', message }
  assert.deepEqual(await compareProducts({ products: 'fryer', by: 'price_low' }, async () => down), down)
})
