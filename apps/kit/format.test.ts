import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatDay, formatMoney, formatRelative, formatSize, formatTime, formatWait, languageName } from './format.ts'

const now = new Date(2026, 10, 21, 14, 5)
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

test('days are named by how near they are', () => {
  assert.equal(formatDay(minutesAgo(5), 'zh', now), '今天')
  assert.equal(formatDay(minutesAgo(60 * 15), 'en', now), 'Yesterday')
  assert.equal(formatDay(new Date(2026, 10, 3), 'zh', now), '11月3日')
  assert.equal(formatDay(new Date(2025, 10, 3), 'en', now), '3 November 2025')
  assert.equal(formatTime(now, 'zh'), '14:05')
})

test('relative times go from just now to the day', () => {
  assert.equal(formatRelative(minutesAgo(0.5), 'zh', now), '刚刚')
  assert.equal(formatRelative(minutesAgo(3), 'zh', now), '3分钟前')
  assert.equal(formatRelative(minutesAgo(125), 'en', now), '2 hr ago')
  assert.equal(formatRelative(minutesAgo(60 * 20), 'zh', now), '昨天 18:05')
  assert.equal(formatRelative(minutesAgo(60 * 24 * 18), 'zh', now), '11月3日')
})

test('a language is called what its speakers call it', () => {
  assert.deepEqual([languageName('zh'), languageName('en')], ['中文', 'English'])
})

test('money, sizes and waits are in the form people write them', () => {
  assert.equal(formatMoney(1299, 'zh'), '¥1,299.00')
  assert.equal(formatMoney(1299.5, 'en'), '¥1,299.50')
  assert.equal(formatSize(820, 'zh'), '820 B')
  assert.equal(formatSize(3.4 * 1024 * 1024, 'en'), '3.4 MB')
  assert.equal(formatWait(45_000, 'zh'), '45 秒')
  assert.equal(formatWait(200_000, 'en'), '3 min 20 s')
  assert.equal(formatWait(3_900_000, 'zh'), '1 小时 5 分')
})
