import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOrder } from './in-order.ts'

test('a reply reads in the order of its form, with what the form no longer knows at the end', () => {
  const fields = ['name', 'phone', 'province', 'city', 'note'].map((name) => ({ name }))
  const values = { city: '杭州', left: '旧', name: '许一诺', phone: '138', province: '浙江' }
  assert.deepEqual(
    inOrder(values, fields).map(([name]) => name),
    ['name', 'phone', 'province', 'city', 'left'],
  )
})
