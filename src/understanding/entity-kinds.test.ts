import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ENTITY_KINDS } from '#understanding/contract.ts'
import { buildEntities } from '#understanding/entities.ts'

const WORDS = [
  '订单',
  'HM10001003',
  '退款',
  'RF20004001',
  '电话',
  '13800010001',
  'a@b.com',
  '三千五百块',
  '第二个',
  '下周三上午',
  '上海市浦东新区世纪大道100号',
  '收件人张伟',
  'E102',
  'https://x.cn/a',
  '110101199003078515',
  '顺丰',
  'SF1234567890123',
]

test('what is found in a text is of a kind that the contract names', () => {
  const find = buildEntities([])
  const seen = new Set<string>()
  for (const first of WORDS) {
    for (const second of WORDS) {
      for (const { kind } of find(`${first},${second}`, new Date(0))) seen.add(kind)
    }
  }
  assert.ok(seen.size >= 8, [...seen].join(', '))
  assert.deepEqual(
    [...seen].filter((kind) => !(kind in ENTITY_KINDS)),
    [],
  )
})
