import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSpecial, specialLines } from './special-days.ts'

test('holidays and days in lieu are written a line each and read back the same', () => {
  const special = [
    { date: '2026-10-01', name: '国庆节', spans: [] },
    {
      date: '2026-10-10',
      name: '调休 上班',
      spans: [
        { from: '09:00', to: '12:00' },
        { from: '13:30', to: '18:00' },
      ],
    },
  ]
  assert.deepEqual(readSpecial(specialLines(special)), { special, bad: null })
})

test('the first line that cannot be read is named', () => {
  assert.equal(readSpecial('2026-10-01 国庆节\n\n十月二日 休息').bad, 3)
  assert.equal(readSpecial('2026-10-10 调休 18:00-09:00').bad, 1)
})
