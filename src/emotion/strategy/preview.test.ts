import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openConversations } from '#conversations/change.ts'
import { openTestConversation } from '#conversations/testing.ts'
import { seedCustomers } from '#customers/seed.ts'
import { observe } from '#emotion/observe.ts'
import { strategy } from '#emotion/strategy/contract.ts'
import { previewLines } from '#emotion/strategy/edit-strategies.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { ledger } from '#platform/ledger/read.ts'

let database: Database
before(async () => {
  database = await openTestDatabase()
  await database.transaction(seedCustomers)
})
after(() => database.close())

const line = (id: string) => strategy.parse({ id, title: { zh: id, en: id }, when: { emotions: ['anger'] }, treat: {} })

test('a matrix tried on past conversations says which messages it would treat otherwise, and changes nothing', async () => {
  const conversationId = await openTestConversation(openConversations(database), {})
  for (const [n, intensity] of [0.05, 1].entries()) {
    const signal = {
      ...{ key: `text:${n + 1}`, source: 'text' as const, at: Date.now() + n * 1000, seq: n + 1, weight: 1, words: [] },
      ...{ label: intensity > 0.3 ? ('anger' as const) : ('neutral' as const), intensity },
    }
    await observe(
      database,
      [{ conversationId, customerId: 'c-lin', observed: { signal } }],
      signal.at,
      async () => undefined,
    )
  }
  const old = line('own.old')
  const released = () => ({ version: 1, changed: [old] })
  const unused = async () => undefined
  const deps = {
    database,
    strategies: { packs: () => [], released, choose: () => null, find: () => null, reload: unused },
  }
  const end = await ledger.end(database)
  const same = await previewLines(deps, [old])
  assert.deepEqual([same.lookedAt, same.changed], [2, 0])
  const other = await previewLines(deps, [line('own.new')])
  assert.deepEqual(
    other.items.map(({ seq, before: was, after: is }) => [seq, was, is]),
    [[2, 'own.old', 'own.new']],
  )
  assert.equal(await ledger.end(database), end)
})
