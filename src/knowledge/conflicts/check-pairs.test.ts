import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { archiveArticle, createArticle, editArticle, publishArticle } from '#knowledge/articles.ts'
import { checkPairs } from '#knowledge/conflicts/check-pairs.ts'
import { dismissPair, listPairs } from '#knowledge/conflicts/pair-queries.ts'
import { articleInput } from '#knowledge/contract.ts'
import { type Knowledge, openSearch } from '#knowledge/search.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openTail, type Tail } from '#platform/ledger/tail.ts'
import { openLog } from '#platform/log.ts'

const normalize = (text: string) => text.normalize('NFKC').toLowerCase().trim()
const by = { actor: 'user:qiu' }
let database: Database
let tail: Tail
let knowledge: Knowledge
before(async () => {
  database = await openTestDatabase()
  tail = await openTail(database, openLog('silent'))
  const tools = { normalize, cut: (text: string) => [...text], products: () => [] }
  knowledge = await openSearch({ database, tail, tools })
})
after(async () => {
  await tail.stop()
  await database.close()
})

async function publish(title: string, body: string, more: object = {}) {
  const input = articleInput.parse({ category: 'shop', language: 'zh', title, body, ...more })
  const { id } = await database.transaction((tx) => createArticle(tx, input, by))
  const article = await database.transaction((tx) => publishArticle(tx, id, by))
  await knowledge.refresh(id)
  return { ...article, input }
}
const report = async (dismissed = false) => {
  await tail.catchUp()
  await checkPairs(database, { ...knowledge, normalize })
  const pairs = await listPairs(database.db, { dismissed, limit: 50 })
  return pairs.map(({ kind, left, right, differences }) => ({
    kind,
    ids: [left.id, right.id],
    what: differences.map((one) => [one.ours, one.theirs].sort().join('/')).join(),
  }))
}

test('the report names duplicates and contradictions of the whole base, follows edits, and forgets what was dismissed', async () => {
  const seven = await publish('买了东西几天可以退货', '签收后 7 天内可以退货。')
  const fifteen = await publish('买东西几天可以退货', '签收后 15 天内可以退货。')
  const same = await publish('怎么修改收货地址呢', '发货前在订单页修改。')
  const again = await publish('怎么修改收货地址', '发货前在订单页修改。')
  await publish('电水壶的保修期有多久', '保修 1 年。', { products: ['p-kettle'] })
  await publish('电水壶的保修期有多久呀', '保修 2 年。', { products: ['p-other'] })
  const found = await report()
  const sorted = (a: string, b: string) => [a, b].sort()
  assert.deepEqual(
    found.sort((a, b) => a.kind.localeCompare(b.kind)),
    [
      { kind: 'conflict', ids: sorted(seven.id, fifteen.id), what: '15 天/7 天' },
      { kind: 'duplicate', ids: sorted(same.id, again.id), what: '' },
    ],
    'two products may each have their own warranty',
  )
  const input = { ...fifteen.input, body: '签收后 7 天内可以退货。' }
  await database.transaction((tx) => editArticle(tx, fifteen.id, fifteen.version, input, by))
  await knowledge.refresh(fifteen.id)
  assert.deepEqual(
    (await report()).map(({ kind }) => kind),
    ['duplicate', 'duplicate'],
  )
  const [left, right] = sorted(same.id, again.id)
  await database.transaction((tx) => dismissPair(tx, left!, right!, by.actor))
  assert.equal((await report()).length, 1)
  assert.equal((await report(true)).length, 1)
  await database.transaction((tx) => archiveArticle(tx, seven.id, by))
  await knowledge.refresh(seven.id)
  assert.deepEqual(await report(), [])
})
