import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readNumbers } from '#outbound/read-numbers.ts'

test('files of numbers are read as spreadsheets write them', () => {
  const gb = Buffer.from([
    0xca,
    0xd6,
    0xbb,
    0xfa,
    0xba,
    0xc5,
    0x3b,
    0xb3,
    0xc7,
    0xca,
    0xd0,
    0x0a,
    ...Buffer.from('138;'),
    0xb1,
    0xb1,
    0xbe,
    0xa9,
  ])
  assert.deepEqual(readNumbers(gb), [{ number: '138', name: '', language: null, variables: { 城市: '北京' } }])
  const [row] = readNumbers(Buffer.from('\uFEFFname,Phone,language,due\r\nAmy,+1 415 555 0100,English,Friday\r\n\r\n'))
  assert.deepEqual(row, { number: '+1 415 555 0100', name: 'Amy', language: 'en', variables: { due: 'Friday' } })
  assert.throws(() => readNumbers(Buffer.from('a,b\n1,2')), { code: 'numbers_unreadable' })
  assert.throws(() => readNumbers(Buffer.from('')), { code: 'numbers_unreadable' })
})
