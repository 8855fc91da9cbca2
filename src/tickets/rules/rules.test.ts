import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import type { ActionCall, ActionDefinition, ActionOutcome as Outcome } from '#business/contract.ts'
import type { Conversation } from '#conversations/contract.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import type { AppError } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import { eventsOf } from '#platform/ledger/queries.ts'
import { openLog } from '#platform/log.ts'
import { changeTicket } from '#tickets/change.ts'
import { type Ticket, ticketInput } from '#tickets/contract.ts'
import { openTicket } from '#tickets/open.ts'
import { findTicket, listNotes, listTickets } from '#tickets/queries.ts'
import { checkActions } from '#tickets/rules/check-actions.ts'
import { RULE_EVENTS, RULE_FIELDS, RULE_OPS, type RuleInput } from '#tickets/rules/contract.ts'
import { dryRunRule } from '#tickets/rules/dry-run.ts'
import { finishWork } from '#tickets/rules/finish-work.ts'
import { fits } from '#tickets/rules/fits.ts'
import { listRules, listRuns } from '#tickets/rules/rule-queries.ts'
import { handleFacts } from '#tickets/rules/run-rules.ts'
import { saveRule } from '#tickets/rules/save-rule.ts'
import { watchClocks } from '#tickets/sla/watch-clocks.ts'
import { addState } from '#tickets/states/save-state.ts'
import { seedPeople, userActor } from '#tickets/testing.ts'

let database: Database
const log = openLog('silent')
const by = { actor: 'user:fang', ip: '' }
before(async () => {
  database = await openTestDatabase()
  await seedPeople(database)
  await database.db
    .insertInto('users')
    .values([
      { id: 'fang', login: 'fang', name: '方主管', role: 'supervisor' },
      { id: 'shi', login: 'shi', name: '石工', role: 'agent', skills: '["field-engineer"]' },
    ])
    .execute()
})
after(() => database.close())

const said = (conversation: Partial<Conversation>, what: string) =>
  database.transaction((tx) =>
    appendEvents(tx, [
      {
        kind: 'conversation.changed',
        conversationId: 'k-1',
        customerId: 'c-lin',
        actor: 'bot',
        payload: {
          what,
          conversation: {
            id: 'k-1',
            customerName: '林婉清',
            language: 'zh',
            channel: 'web',
            tier: 'vip',
            ...conversation,
          },
        },
      },
    ]),
  )
const facts = (kinds: string[]): Promise<LedgerEvent[]> =>
  eventsOf(database.db, { customerId: 'c-lin', kinds, limit: 200 })
const DO = { name: 'refunds.create', title: { zh: '申请退款', en: 'Request a refund' }, writes: true }
const refund: ActionDefinition = {
  ...DO,
  input: z.object({ orderId: z.string().regex(/^HM\d+$/), days: z.number().optional() }),
}
const action = (name: string) => (name === refund.name ? refund : undefined)
const deps = (on = database) => ({ database: on, log, action })
const run = async (...kinds: string[]) => handleFacts(deps(), (await facts(kinds)).toReversed())
const ticketsOf = async (type: string) =>
  (await listTickets(database.db, { customerId: 'c-lin', limit: 100 })).filter((one) => one.type === type)
const open = (more: object) =>
  database.transaction((tx) =>
    openTicket(tx, ticketInput.parse({ title: '送货太晚', customerId: 'c-lin', ...more }), 'user:lina'),
  )

test('a bad rating opens one follow-up within 24 hours, however often the fact is read', async () => {
  await said({ rating: 2, ratingComment: '等太久', subject: '退款进度', closeReason: 'solved' }, 'rated')
  await run('conversation.changed')
  await run('conversation.changed')
  const [followUp, ...more] = await ticketsOf('follow-up')
  assert.deepEqual(more, [])
  assert.ok(followUp?.dueAt)
  assert.deepEqual([followUp.title, followUp.priority], ['差评回访：退款进度', 'high'])
  assert.deepEqual(followUp.fields, { rating: '2', comment: '等太久' })
  assert.equal(Date.parse(followUp.dueAt) - Date.parse(followUp.createdAt), 24 * 3_600_000)
  const [notice] = await facts(['ticket.notice'])
  assert.deepEqual(notice?.payload.userIds, ['fang'])
})

test('what is old when it is read is left alone', async () => {
  await said({ rating: 1, subject: '去年的事', id: 'k-old' }, 'rated')
  const events = (await facts(['conversation.changed'])).map((event) => ({ ...event, at: '2025-01-01T00:00:00.000Z' }))
  await handleFacts(deps(), events)
  assert.ok((await ticketsOf('follow-up')).every(({ title }) => !title.includes('去年的事')))
  await database.db.deleteFrom('events').where('kind', '=', 'conversation.changed').execute()
})

test('a good rating opens nothing', async () => {
  const before = (await ticketsOf('follow-up')).length
  await said({ rating: 5, subject: '物流' }, 'rated')
  await run('conversation.changed')
  assert.equal((await ticketsOf('follow-up')).length, before)
})

test('when the circuit breaker opens, a field engineer is told', async () => {
  const handOver = { reason: 'circuit-breaker', wants: { zh: '净水器漏水', en: 'Leak' } } as Conversation['handOver']
  await said({ handOver, subject: null, rating: null }, 'queued')
  await run('conversation.changed')
  const [ticket] = await ticketsOf('quality')
  assert.deepEqual(
    [ticket?.title, ticket?.skill, ticket?.priority],
    ['三次未解决：净水器漏水', 'field-engineer', 'high'],
  )
  const notices = await facts(['ticket.notice'])
  assert.ok(notices.some(({ payload }) => payload.ticketId === ticket?.id && String(payload.userIds) === 'shi'))
})

test('a settled complaint is followed up; what a rule opens sets off no other rule', async () => {
  const complaint = await open({ type: 'complaint' })
  await database.transaction((tx) => changeTicket(tx, complaint.id, { version: 1, status: 'resolved' }, 'user:lina'))
  await run('ticket.opened', 'ticket.changed')
  const followUps = (await ticketsOf('follow-up')).filter(({ title }) => title.startsWith('投诉回访'))
  assert.equal(followUps.length, 1)
  assert.ok(followUps[0]?.createdBy.startsWith('rule:'))
})

test('a late ticket is raised and its supervisors are told; a follow-up nobody took goes to one of them', async () => {
  const late = await open({ type: 'refund', priority: 'normal' })
  await watchClocks(database, new Date(Date.now() + 49 * 3_600_000))
  await run('ticket.sla')
  assert.equal(
    ((await findTicket(database.db, late.id)) as Ticket).priority,
    'urgent',
    'once for each of its two clocks',
  )
  const followUp = (await ticketsOf('follow-up')).find(({ title }) => title.startsWith('投诉回访')) as Ticket
  await watchClocks(database, new Date(Date.parse(followUp.createdAt) + 55 * 3_600_000))
  await run('ticket.sla')
  const taken = (await findTicket(database.db, followUp.id)) as Ticket
  assert.equal(taken.assigneeId, 'fang')
})

const failsWith = (code: string) => (error: AppError) => error.code === code

test('what a rule could not do is kept beside what it did', async () => {
  const rule: RuleInput = {
    name: '给离职的人',
    nameEn: '',
    on: 'ticket.opened',
    conditions: [{ field: 'type', op: 'is', value: 'invoice' }],
    actions: [
      { kind: 'assign', to: 'user', userId: 'gone' },
      { kind: 'note', text: '请核对税号：{title}', customerVisible: false },
      { kind: 'set', state: 'checking' },
    ],
    active: true,
    position: 1,
  }
  await assert.rejects(
    database.transaction((tx) => saveRule(tx, rule, null, by)),
    failsWith('bad_request'),
  )
  const state = { id: 'checking', status: 'pending', name: '核对中', nameEn: 'Checking', colour: 'blue' } as const
  await database.transaction((tx) => addState(tx, { ...state, position: 25, active: true }, by))
  const saved = await database.transaction((tx) => saveRule(tx, rule, null, by))
  await open({ type: 'invoice', title: '发票抬头' })
  await run('ticket.opened')
  const [last] = await listRuns(database.db, saved.id)
  assert.deepEqual(
    last?.outcome.map(({ kind, done }) => [kind, done]),
    [
      ['assign', false],
      ['note', true],
      ['set', true],
    ],
  )
  assert.equal(last?.ticketTitle, '发票抬头')
  const [ticket] = await listTickets(database.db, { state: ['checking'], limit: 2 })
  assert.deepEqual([ticket?.title, ticket?.status], ['发票抬头', 'pending'])
})

test('a dry run counts what would be acted on and changes nothing', async () => {
  await said({ rating: 1, subject: '充电慢', id: 'k-2' }, 'rated')
  const before = await listTickets(database.db, { limit: 100 })
  const rule = (await listRules(database.db)).find(({ id }) => id === 'bad-rating-follow-up') as RuleInput
  const result = await dryRunRule(database.db, rule, 7, action)
  assert.deepEqual([result.facts, result.matched], [2, 1])
  assert.deepEqual([result.examples[0]?.title, result.examples[0]?.values.rating], ['充电慢', '1'])
  assert.deepEqual(await listTickets(database.db, { limit: 100 }), before)
})

const asksRefund: RuleInput = {
  ...{ name: '自动退款', nameEn: '', on: 'ticket.opened', active: true, position: 2 },
  conditions: [{ field: 'title', op: 'contains', value: '自动退' }],
  actions: [
    { kind: 'business', action: refund.name, input: { orderId: '{order}', days: '{field.days}' } },
    { kind: 'raise-priority' },
  ],
}

test('the business is asked after the commit, again while it is away, always with the same key, and the log says so', async () => {
  const { id } = await database.transaction((tx) => saveRule(tx, asksRefund, null, by))
  const ticket = await open({ type: 'other', title: '自动退', fields: { 订单: '单号 HM10001001 的', days: '3' } })
  await run('ticket.opened')
  await run('ticket.opened')
  assert.equal((await listRuns(database.db, id))[0]?.outcome[0]?.detail, 'pending')
  const calls: ActionCall[] = []
  const away = { ok: false, why: 'unavailable', code: 'down', message: { zh: '', en: '' } } as const
  const answers: Outcome[] = [away, away, { ok: true, data: {} }]
  const perform = async (call: ActionCall) => answers[calls.push(call) - 1] ?? away
  const start = Date.now()
  for (let minute = 1; minute <= 20; minute++)
    await finishWork({ ...deps(), perform }, new Date(start + minute * 60_000))
  assert.equal(calls.length, 3)
  assert.equal(new Set(calls.map(({ idempotencyKey }) => idempotencyKey)).size, 1)
  assert.deepEqual(calls[0]?.input, { orderId: 'HM10001001', days: 3 })
  assert.equal(calls[0]?.actor, `rule:${id}`)
  const [last] = await listRuns(database.db, id)
  assert.deepEqual(
    last?.outcome.map(({ kind, done }) => [kind, done]),
    [
      ['business', true],
      ['raise-priority', true],
    ],
  )
  const notes = await listNotes(database.db, [ticket.id])
  assert.ok(notes.some(({ body, customerVisible }) => body.includes('申请退款') && !customerVisible))
})

test('what the business refuses, or what it could not be asked for, is kept as such', async () => {
  await open({ type: 'other', title: '自动退：没有单号' })
  await open({ type: 'other', title: '自动退 HM10001002' })
  await run('ticket.opened')
  const no = { ok: false, why: 'refused', code: 'too_late', message: { zh: '超过时限。', en: 'Too late.' } } as const
  await finishWork({ ...deps(), perform: async () => no }, new Date(Date.now() + 1000))
  const rule = (await listRules(database.db)).find(({ name }) => name === asksRefund.name)!
  const details = (await listRuns(database.db, rule.id)).map(({ outcome }) => outcome[0]?.detail)
  assert.ok(details.includes('refunds.create: too_late'), String(details))
  assert.ok(details.includes('refunds.create: orderId'), String(details))
  assert.equal(await finishWork({ ...deps(), perform: async () => no }, new Date(Date.now() + 3_600_000)), 0)
})

test('a dry run shows what the business would be asked for and what is lacking', async () => {
  const { examples } = await dryRunRule(database.db, asksRefund, 7, action)
  const would = examples.map(({ would: [first] }) => first)
  assert.ok(would.some((one) => one?.text.includes('orderId: HM10001001') && one.problem === null))
  assert.ok(would.some((one) => one?.problem === 'orderId'))
})

test('a rule that a passing fault kept from acting acts later, once', async () => {
  await open({ type: 'other', title: '自动退 HM10001003' })
  let faults = 2
  const failing = Object.create(database, {
    transaction: {
      value: (work: Parameters<Database['transaction']>[0]) =>
        faults-- > 0 ? Promise.reject(new Error('connection lost')) : database.transaction(work),
    },
  }) as Database
  const rule = (await listRules(database.db)).find(({ name }) => name === asksRefund.name)!
  const before = (await listRuns(database.db, rule.id)).length
  const [newest] = await facts(['ticket.opened'])
  await handleFacts(deps(failing), [newest!])
  assert.equal((await listRuns(database.db, rule.id)).length, before)
  const perform = async () => ({ ok: true, data: {} }) as const
  for (let minute = 1; minute <= 5; minute++)
    await finishWork({ ...deps(failing), perform }, new Date(Date.now() + minute * 60_000))
  const runs = await listRuns(database.db, rule.id)
  assert.equal(runs.length, before + 1)
  assert.deepEqual(
    runs[0]?.outcome.map(({ done }) => done),
    [true, true],
  )
})

test('letting a rule act on the business takes the right to do so, a known action and its fields', async () => {
  const supervisor = userActor('fang', 'supervisor')
  const operator = { ...userActor('fang', 'supervisor'), permissions: new Set(['tickets.manage']) } as Actor
  const asking = (input: Record<string, string>, name = refund.name): RuleInput => ({
    ...asksRefund,
    actions: [{ kind: 'business', action: name, input }],
  })
  checkActions(asking({ orderId: '{order}' }), supervisor, [refund])
  const refuses = (rule: RuleInput, who: Actor, code: string) =>
    assert.throws(
      () => checkActions(rule, who, [refund]),
      (error: AppError) => error.code === code,
    )
  refuses(asking({ orderId: '{order}' }), operator, 'forbidden')
  refuses(asking({}), supervisor, 'bad_request')
  refuses(asking({ orderId: '{order}', nonsense: 'x' }), supervisor, 'bad_request')
  refuses(asking({}, 'orders.list'), supervisor, 'bad_request')
})

test('titles of rules are there in both languages, until somebody writes another', async () => {
  const [followUp] = (await ticketsOf('follow-up')).filter(({ title }) => title.startsWith('差评'))
  assert.match(followUp!.titleEn, /^Bad rating: /)
  const { id, version } = followUp!
  const edited = await database.transaction((tx) => changeTicket(tx, id, { version, title: '回访' }, 'user:fang'))
  assert.deepEqual([edited.title, edited.titleEn], ['回访', ''])
})

test('a rule that could never act is refused, and of two changes one wins', async () => {
  const known = (await listRules(database.db)).find(({ id }) => id === 'breach-escalates')!
  const save = (input: RuleInput, version = known.version) =>
    database.transaction((tx) => saveRule(tx, input, { id: known.id, version }, by))
  await assert.rejects(
    save({ ...known, conditions: [{ field: 'rating', op: 'is', value: '1' }] }),
    failsWith('bad_request'),
  )
  await assert.rejects(save({ ...known, on: 'conversation.rated', conditions: [] }), failsWith('bad_request'))
  assert.equal((await save({ ...known, active: false })).active, false)
  await assert.rejects(save(known), failsWith('conflict'))
})

test('conditions never throw, and "is" and "is not" of a known value are opposites', () => {
  const fact = fc.record({
    key: fc.constant('1.1'),
    at: fc.constant(''),
    on: fc.constantFrom(...RULE_EVENTS),
    ticket: fc.constant(null),
    conversation: fc.constant(null),
    customerId: fc.constant('c'),
    title: fc.string(),
    values: fc.dictionary(fc.constantFrom(...RULE_FIELDS), fc.string()),
  })
  const condition = fc.record({
    field: fc.constantFrom(...RULE_FIELDS),
    op: fc.constantFrom(...RULE_OPS),
    value: fc.string({ minLength: 1 }),
  })
  fc.assert(
    fc.property(fact, condition, (given, one) => {
      const holds = (op: (typeof RULE_OPS)[number]) => fits({ on: given.on, conditions: [{ ...one, op }] }, given)
      assert.equal(typeof holds(one.op), 'boolean')
      assert.notEqual(holds('is'), holds('is-not'))
    }),
  )
})
