import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dueState } from './due-state.ts'

const at = (hours: number) => new Date(Date.UTC(2026, 0, 1, hours)).toISOString()
const ticket = { dueAt: at(8), status: 'open' as const, pausedAt: null, resolutionSla: 'running' as const }
const now = (hours: number) => new Date(at(hours)).getTime()

test('a ticket is calm, soon once it was warned of, then late', () => {
  assert.equal(dueState(ticket, now(5)), 'calm')
  assert.equal(dueState({ ...ticket, resolutionSla: 'warned' }, now(7)), 'soon')
  assert.equal(dueState({ ...ticket, resolutionSla: 'warned' }, now(8)), 'late')
})

test('one that waits for somebody else stands still, however late it is', () => {
  assert.equal(dueState({ ...ticket, status: 'pending', pausedAt: at(2) }, now(20)), 'paused')
})

test('solved tickets and those without a time are not late', () => {
  assert.equal(dueState({ ...ticket, status: 'resolved' }, now(20)), 'none')
  assert.equal(dueState({ ...ticket, dueAt: null }, now(20)), 'none')
})
