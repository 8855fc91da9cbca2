import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openClusters } from '#learning/cluster.ts'

const groupsOf = (texts: string[]) => {
  const clusters = openClusters()
  const assigned = texts.map((text, i) => [clusters.assign(`t${i}`, text), text] as const)
  return [...Map.groupBy(assigned, ([cluster]) => cluster).values()].map((group) => group.map(([, text]) => text))
}

test('texts that say about the same come together, homophone errors included, and others stay apart', () => {
  const groups = groupsOf([
    '我的会员积分怎么兑换礼品',
    '会员积分怎么兑换礼品呀',
    '会员鸡分怎么兑换礼品',
    '空调漏水了怎么办',
    '家里空调漏水怎么办',
    'how do I change my delivery address',
    'how can I change the delivery address',
  ])
  assert.deepEqual(groups.map((group) => group.length).sort(), [2, 2, 3], JSON.stringify(groups))
})

test('a text joins the cluster it was placed in before', () => {
  const clusters = openClusters()
  clusters.place('a', '发票抬头怎么修改', 'invoices')
  assert.equal(clusters.assign('b', '怎么修改发票抬头'), 'invoices')
  assert.equal(clusters.nearest('发票抬头修改', 1)[0]?.cluster, 'invoices')
})

test('texts without words found clusters of their own', () => {
  assert.deepEqual(groupsOf(['???', '', '!!!']).length, 3)
})

test('ten thousand texts are clustered, and those of one topic mostly together', () => {
  const topics = Array.from({ length: 400 }, (_, n) =>
    String.fromCodePoint(...[7, 31, 53, 97].map((k) => 0x4e00 + ((n * k * 13) % 6000))),
  )
  const texts = Array.from(
    { length: 10_000 },
    (_, n) => `${['请问', '你好', '那个', ''][n % 4]}${topics[n % 400]}${['怎么办', '呢', '', '可以吗'][n % 3]}`,
  )
  const groups = groupsOf(texts)
  assert.ok(groups.length >= 390 && groups.length <= 1200, `${groups.length} groups`)
})
