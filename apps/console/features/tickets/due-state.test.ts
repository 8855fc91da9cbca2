import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dueState } from './due-state.ts'

const at = (hours: number) => new Date(Date.UTC(2026, 0, 1, hours)).toISOString()
const ticket = { createdAt: at(0), dueAt: at(8), status: 'open' as const }
const now = (hours: number) => new Date(at(hours)).getTime()

test('a ticket is calm, then soon in the last quarter of its time, then late', () => {
  assert.equal(dueState(ticket, now(5)), 'calm')
  assert.equal(dueState(ticket, now(7)), 'soon')
  assert.equal(dueState(ticket, now(8)), 'late')
})

test('solved tickets and those without a time are not late', () => {
  assert.equal(dueState({ ...ticket, status: 'resolved' }, now(20)), 'none')
  assert.equal(dueState({ ...ticket, dueAt: null }, now(20)), 'none')
})
