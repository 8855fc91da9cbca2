import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ExpressionError, evaluate, holds, parseExpression, readValue } from '#dialogue/expression.ts'

const scope = {
  slot: { order: 'HM10001001', count: '2', photos: [] },
  result: { order: { status: 'paid', amount: 99.5, items: [{ name: '水壶' }], canCancel: true, note: '' } },
  now: '2026-03-01T00:00:00.000Z',
}

const TRUE = [
  "result.order.status == 'paid'",
  "result.order.status in ['paid', 'shipped'] and not empty(slot.order)",
  'slot.count == 2',
  'result.order.amount > 99 and result.order.amount <= 99.5',
  'empty(slot.photos) and empty(slot.nothing) and empty(result.order.note)',
  "slot.nothing ?? slot.order == 'HM10001001'",
  "find(result.order.items, 'name', '水壶').name == '水壶'",
  "result.order.items[0].name contains '水'",
  '(false or true) and not (1 > 2)',
  "days(now, '2026-03-08') == 7",
]
for (const source of TRUE) test(`${source} holds`, () => assert.equal(holds(source, scope), true))

test('what is not there is null and fails every comparison of size', () => {
  assert.equal(readValue('result.refund.items[3].name', scope), null)
  assert.equal(holds('result.refund.amount > 0 or result.refund.amount <= 0', scope), false)
})

test('a field of the prototype is not readable', () => {
  for (const source of ['slot.constructor', 'slot.__proto__', 'result.order.toString', 'slot.order.length']) {
    assert.equal(readValue(source, scope), null)
  }
})

test('a faulty expression says what is wrong', () => {
  for (const source of ['', 'a ==', '(a', "'x", 'a b', 'eval(a)', 'a..b', 'a[b]', '; 1']) {
    assert.throws(() => parseExpression(source), ExpressionError, source)
  }
})

test('no text makes the parser do anything but return or explain', () => {
  const piece = fc.constantFrom(
    'slot.order',
    'and',
    'not',
    '(',
    ')',
    '[',
    ']',
    ',',
    '.',
    "'a'",
    '1',
    '==',
    'in',
    'find',
    '??',
    ' ',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(' ')),
      ),
      (source) => {
        try {
          evaluate(parseExpression(source), scope)
        } catch (error) {
          assert.ok(error instanceof ExpressionError)
        }
      },
    ),
    { numRuns: 500 },
  )
})
