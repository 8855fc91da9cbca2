import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskCase } from '#learning/mask-case.ts'

test('nothing that points to a person gets into a case, and the words stay', () => {
  const said = '我的电话13812345678，订单HM10001003还没到，发邮件到 lin@example.com，身份证11010519491231002X'
  const masked = maskCase(said)
  for (const secret of ['13812345678', 'HM10001003', 'lin@example.com', '11010519491231002X'])
    assert.ok(!masked.includes(secret), masked)
  assert.match(masked, /我的电话\{phone\}，订单\{order\}还没到/)
})

test('a text without personal data stays as it is, on one line', () => {
  assert.equal(maskCase('空调 E102\n怎么修'), '空调 E102 怎么修')
  assert.equal(maskCase('长'.repeat(5000)).length, 300)
})
