import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actionsOf } from '#business/actions-of.ts'
import { openCatalogue } from '#business/catalogue.ts'
import type { ActionOutcome } from '#business/contract.ts'
import { openPerform } from '#business/perform.ts'
import { API_KEY, connectTo } from '#business/testing.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { newId } from '#platform/id.ts'
import { eventsOf } from '#platform/ledger/queries.ts'
import { openLog } from '#platform/log.ts'
import { library } from '../../apps/demo-services/library-service.ts'
import { type RunningServices, startServices } from '../../apps/demo-services/start-services.ts'
import { openPackFolder } from '../../tests/harness/pack-folder.ts'

const ACTIONS = `actions:
  - name: library.list
    title: { zh: 我的借阅, en: My books }
    operation: listBooks
    customer: customerId
    fields: [books]
  - name: library.read
    title: { zh: 查询一本书, en: A book }
    operation: getBook
    owner: { field: customerId }
    input: { bookId: { kind: id, title: { zh: 书号, en: book number } } }
  - name: library.renew
    title: { zh: 续借, en: Renew }
    writes: true
    operation: renewBook
    owner: { operation: getBook, by: bookId, field: customerId }
    input:
      bookId: { kind: id, title: { zh: 书号, en: book number } }
      days: { kind: number, min: 1, max: 30, title: { zh: 天数, en: days } }
      note: { kind: string, required: false, title: { zh: 备注, en: note } }
    constant: { channel: chat }
    answers: renewalId
    fields: [due]
  - name: library.broken
    title: { zh: 缺字段, en: Lacks a field }
    operation: getBook
    owner: { field: customerId }
    input: { bookId: { kind: id, title: { zh: 书号, en: book number } } }
    fields: [isbn]
`
const folder = openPackFolder()
let database: Database
let running: RunningServices
let perform: (action: string, input?: Record<string, unknown>, customerId?: string) => Promise<ActionOutcome>
before(async () => {
  database = await openTestDatabase()
  running = await startServices({ apiKey: API_KEY, services: [library] })
  const connector = connectTo(`${running.url}/library`, { system: 'library' })
  const run = openPerform({
    database,
    catalogue: openCatalogue(actionsOf([folder.write('library', { 'actions.yaml': ACTIONS })])),
    connectorOf: (system) => (system === 'library' ? connector : null),
    resolveExternalId: async (id) => (id === 'visitor' ? null : id),
    fileUrl: (id) => id,
    log: openLog('silent'),
  })
  perform = (action, input = {}, customerId = 'c-lin') =>
    run({ action, input, customerId, conversationId: null, actor: 'bot', idempotencyKey: newId() })
})
after(async () => {
  await running.close()
  await database.close()
  folder.remove()
})

const codeOf = (outcome: ActionOutcome) => (outcome.ok ? 'ok' : outcome.code)

test('the customer is put where the system takes him, whatever the conversation says', async () => {
  const mine = await perform('library.list', { customerId: 'c-wang' })
  assert.ok(mine.ok)
  assert.match(JSON.stringify(mine.data), /城南旧事/)
  assert.equal(codeOf(await perform('library.list', {}, 'visitor')), 'sign_in_needed')
})

test('somebody else’s is not found, and nothing is done to it', async () => {
  assert.equal(codeOf(await perform('library.read', { bookId: 'B1' })), 'ok')
  for (const action of ['library.read', 'library.renew'])
    assert.equal(codeOf(await perform(action, { bookId: 'B2', days: 7 })), 'not_found', action)
  assert.equal(codeOf(await perform('library.renew', { bookId: 'B2', days: 7 }, 'c-wang')), 'ok')
})

test('texts of slots become what the system takes, and its refusal is told in its words', async () => {
  const done = await perform('library.renew', { bookId: 'B1', days: '7', note: '' })
  assert.ok(done.ok)
  const again = await perform('library.renew', { bookId: 'B1', days: '7' })
  assert.ok(!again.ok && again.why === 'refused')
  assert.deepEqual(again.message, { zh: '这本书已经续借过', en: 'This book has been renewed already' })
  const facts = (await eventsOf(database.db, { kinds: ['action.performed'], limit: 100 })).map(
    (event) => event.payload as { action: string; reference: Record<string, string>; outcome: string },
  )
  const renewed = facts.find(
    ({ action, outcome, reference }) => action === 'library.renew' && outcome === 'ok' && reference.bookId === 'B1',
  )
  assert.match(renewed?.reference.renewalId ?? '', /^RN\d+$/)
})

test('what is wrong is named in the words of the pack', async () => {
  const wrong = await perform('library.renew', { bookId: 'B1', days: 'soon' })
  assert.ok(!wrong.ok)
  assert.match(wrong.message.zh, /天数/)
  assert.match(wrong.message.en, /days/)
})

test('an answer without a field that is declared is none', async () => {
  assert.equal(codeOf(await perform('library.broken', { bookId: 'B1' })), 'bad_answer')
})

const FAULTS: [what: string, from: string, to: string, says: RegExp][] = [
  ['without an owner', '    customer: customerId\n', '', /needs "customer" or "owner"/],
  ['owner of nothing', 'by: bookId', 'by: bookNo', /"bookNo" is no required input/],
  [
    'a write that asks nobody',
    'owner: { operation: getBook, by: bookId, field: customerId }',
    'owner: { field: customerId }',
    /needs an operation to ask first/,
  ],
  ['the name of another pack', 'name: library.list', 'name: shop.list', /must begin with "library\."/],
  ['a name twice', 'name: library.read', 'name: library.list', /exists twice/],
  ['an enum without values', 'kind: number, min: 1, max: 30', 'kind: enum', /an enum needs "values"/],
  [
    'the customer as an input',
    'customer: customerId',
    'customer: bookId\n    input: { bookId: { kind: id, title: { zh: 书, en: book } } }',
    /cannot be an input as well/,
  ],
]
for (const [what, from, to, says] of FAULTS) {
  test(`an action ${what} is refused with its line`, () => {
    const text = ACTIONS.replace(from, to)
    assert.notEqual(text, ACTIONS)
    assert.throws(
      () => actionsOf([folder.write('library', { 'actions.yaml': text })]),
      (error: Error) => {
        assert.match(error.message, says)
        assert.match(error.message, /actions\.yaml:\d+: /)
        return true
      },
    )
  })
}
