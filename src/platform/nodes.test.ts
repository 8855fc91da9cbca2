import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openNodes, reachedAt } from '#platform/nodes.ts'

let database: Database
before(async () => {
  database = await openTestDatabase()
})
after(() => database.close())

test('nodes see each other while they are there', async () => {
  const [one, two] = ['one', 'two'].map((id) => openNodes({ database, id, secret: 's' }))
  await one!.open('http://10.0.0.1:3000')
  assert.equal(one!.others(), false)
  await two!.open('http://10.0.0.2:3000')
  await one!.touch()
  assert.deepEqual([one!.others(), two!.others()], [true, true])
  assert.equal(await one!.find('two'), 'http://10.0.0.2:3000')
  await database.db
    .updateTable('nodes')
    .set({ seen_at: new Date(Date.now() - 61_000) })
    .where('id', '=', 'two')
    .execute()
  assert.equal(await one!.find('two'), null)
  await one!.touch()
  assert.equal(one!.others(), false)
  await one!.leave()
  assert.equal(await two!.find('one'), null)
})

test('a proof serves one node of the house, once; a forged or foreign one serves nobody', () => {
  const nodeOf = (id: string, secret = 's') => openNodes({ database, id, secret })
  const [one, two] = [nodeOf('one'), nodeOf('two')]
  const proof = one.proofFor('two')
  assert.equal(nodeOf('three').isProof(proof), false)
  assert.equal(two.isProof(`${proof.slice(0, -3)}xyz`), false)
  assert.equal(two.isProof(nodeOf('one', 'other').proofFor('two')), false)
  assert.equal(two.isProof(proof), true)
  assert.equal(two.isProof(proof), false)
  for (const rubbish of ['', '.', 'two', 'two.9999999999999.x.']) assert.equal(two.isProof(rubbish), false)
})

test('a node is reached where it listens, and at an address of the machine when it listens everywhere', () => {
  assert.equal(reachedAt('http://127.0.0.1:3000'), 'http://127.0.0.1:3000')
  assert.doesNotMatch(reachedAt('http://0.0.0.0:3000'), /^http:\/\/127\./)
})
