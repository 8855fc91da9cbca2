import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { openTestShop } from '../open-test-shop.ts'

const shop = await openTestShop()
after(() => shop.close())
beforeEach(() => shop.reset())

const path = 'POST /api/orders/HM10001001/refunds'
const request = { type: 'return_refund', reason: 'other' }
const key = { 'idempotency-key': 'k-1' }

describe('an idempotency key', () => {
  it('gives the same answer for the same request, however its keys are ordered', async () => {
    const first = await shop.call(path, request, key)
    const again = await shop.call(path, { reason: 'other', type: 'return_refund' }, key)
    assert.equal(again.status, 201)
    assert.deepEqual(again.body, first.body)
  })

  it('makes twenty requests at once one refund', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => shop.call(path, request, key)))
    assert.deepEqual([...new Set(replies.map((reply) => `${reply.status} ${reply.body.id}`))].length, 1)
    assert.equal(replies[0]?.status, 201)
  })

  it('is refused for another body and for another order', async () => {
    await shop.call(path, request, key)
    const otherBody = await shop.call(path, { ...request, reason: 'quality' }, key)
    const otherOrder = await shop.call('POST /api/orders/HM10006001/refunds', request, key)
    for (const reply of [otherBody, otherOrder]) {
      assert.deepEqual([reply.status, reply.body.error.code], [422, 'idempotency_mismatch'])
    }
  })

  it('remembers the refusal of a rule but not a malformed request', async () => {
    const late = 'POST /api/orders/HM10001002/cancel'
    const first = await shop.call(late, { reason: 'x' }, { 'idempotency-key': 'k-2' })
    const again = await shop.call(late, { reason: 'x' }, { 'idempotency-key': 'k-2' })
    assert.deepEqual([again.status, again.body], [first.status, first.body])
    const other = await shop.call(late, { reason: 'y' }, { 'idempotency-key': 'k-2' })
    assert.equal(other.status, 422)

    assert.equal((await shop.call(path, { type: 'nonsense' }, { 'idempotency-key': 'k-3' })).status, 400)
    assert.equal((await shop.call(path, request, { 'idempotency-key': 'k-3' })).status, 201)
  })

  it('that is too long is refused', async () => {
    const reply = await shop.call(path, request, { 'idempotency-key': 'x'.repeat(201) })
    assert.equal(reply.status, 400)
  })
})
