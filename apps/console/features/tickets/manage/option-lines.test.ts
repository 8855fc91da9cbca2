import assert from 'node:assert/strict'
import { test } from 'node:test'
import { optionLines, readOptions } from './option-lines.ts'

test('options are written a line each and read back the same', () => {
  const options = [
    { value: 'new', label: '换新', labelEn: 'Replace' },
    { value: 'fix', label: '维修', labelEn: 'Repair' },
  ]
  assert.deepEqual(readOptions(optionLines(options)), options)
})

test('names that are left out are taken from what is there, and empty lines are none', () => {
  assert.deepEqual(readOptions('red\n\n blue | 蓝 \n|x'), [
    { value: 'red', label: 'red', labelEn: 'red' },
    { value: 'blue', label: '蓝', labelEn: '蓝' },
  ])
})
