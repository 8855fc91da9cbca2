import assert from 'node:assert/strict'
import { test } from 'node:test'
import { auditQuery } from './audit-query.ts'

const none = { actor: '', noun: '', target: '', from: '', to: '' }

test('a day range takes in its last day whole', () => {
  const { from, to } = auditQuery({ ...none, from: '2026-03-01', to: '2026-03-01' })
  assert.equal(new Date(String(to)).getTime() - new Date(String(from)).getTime(), 24 * 3_600_000)
})

test('a noun asks for all of its actions, and what is not chosen is not asked', () => {
  assert.deepEqual(auditQuery({ ...none, noun: 'user' }), {
    actor: '',
    target: '',
    action: 'user.*',
    from: undefined,
    to: undefined,
  })
  assert.equal(auditQuery({ ...none, from: 'nonsense' }).from, undefined)
})
