import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkField } from './check-field.ts'

const field = (kind: 'text' | 'phone' | 'email', required = true) => ({ name: 'x', label: 'x', kind, required })

test('a required field must hold more than blanks, an optional one may be empty', () => {
  assert.equal(checkField(field('text'), '  '), 'formRequired')
  assert.equal(checkField(field('email', false), ''), null)
})

test('telephone numbers as people write them pass, others do not', () => {
  for (const good of [
    '13800138000',
    '138 0013 8000',
    '+86 138-0013-8000',
    '021-50001234',
    '400-800-1234',
    '+44 20 7946 0958',
  ]) {
    assert.equal(checkField(field('phone'), good), null, good)
  }
  for (const bad of ['1380013800', '12800138000', 'abc', '138001380001'])
    assert.equal(checkField(field('phone'), bad), 'formPhone', bad)
})

test('an e-mail address needs a name, an at sign and a domain', () => {
  assert.equal(checkField(field('email'), 'lin@example.com'), null)
  for (const bad of ['lin', 'lin@', '@example.com', 'lin@example', 'a b@example.com'])
    assert.equal(checkField(field('email'), bad), 'formEmail', bad)
})
