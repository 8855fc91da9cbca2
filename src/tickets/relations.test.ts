import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import type { Actor } from '#platform/http/route.ts'
import type { BulkAnswer, HistoryEntry, Ticket, TicketDetails } from '#tickets/contract.ts'
import { customerActor, seedPeople, serveTickets, userActor } from '#tickets/testing.ts'
import type { TicketTypeView } from '#tickets/types/contract.ts'

let database: Database
let server: Awaited<ReturnType<typeof serveTickets>>
before(async () => {
  database = await openTestDatabase()
  await seedPeople(database)
  await database.db
    .insertInto('users')
    .values({ id: 'fang', login: 'fang', name: '方主管', role: 'supervisor' })
    .execute()
  const actors: Record<string, Actor> = {
    lina: userActor('lina', 'agent'),
    fang: userActor('fang', 'supervisor'),
    lin: customerActor('c-lin'),
  }
  server = await serveTickets(database, actors)
})
after(async () => {
  await server.close()
  await database.close()
})

const call = async <T>(as: string, method: string, path: string, body?: unknown, status = 200): Promise<T> => {
  const answer = await server.call(as, method, path, body)
  assert.equal(answer.status, status, answer.text)
  return answer.json() as T
}
const refused = async (as: string, method: string, path: string, body: unknown, code: string) => {
  const answer = await server.call(as, method, path, body)
  assert.equal(answer.json().error?.code, code, answer.text)
}
const open = async (more: object = {}) =>
  (
    await call<{ ticket: Ticket }>('lina', 'POST', '/api/tickets', {
      type: 'other',
      title: '问题',
      customerId: 'c-lin',
      ...more,
    })
  ).ticket
const details = (of: Ticket) => call<TicketDetails>('lina', 'GET', `/api/tickets/${of.id}`)

test('tickets are linked by number, seen from both sides, and taken apart', async () => {
  const [child, parent] = [await open({ title: '配件' }), await open({ title: '整机' })]
  await call('lina', 'POST', `/api/tickets/${child.id}/links`, { to: `#${parent.number}`, kind: 'parent' })
  assert.deepEqual(
    (await details(child)).links.map(({ id, kind }) => [id, kind]),
    [[parent.id, 'parent']],
  )
  assert.deepEqual(
    (await details(parent)).links.map(({ id, kind }) => [id, kind]),
    [[child.id, 'child']],
  )
  await call('lina', 'POST', `/api/tickets/${parent.id}/links`, { to: child.id })
  assert.equal((await details(child)).links[0]?.kind, 'related', 'another kind replaces the first')
  await call('lina', 'DELETE', `/api/tickets/${child.id}/links/${parent.id}`)
  assert.deepEqual((await details(parent)).links, [])
  await refused('lina', 'POST', `/api/tickets/${child.id}/links`, { to: child.id }, 'bad_request')
  await refused('lina', 'POST', `/api/tickets/${child.id}/links`, { to: '999999' }, 'not_found')
})

test('a merged ticket is closed, its notes are read in the other, and it comes out again whole', async () => {
  const [twin, main] = [await open({ title: '又来催' }), await open({ title: '催退款' })]
  await call('lina', 'POST', `/api/tickets/${twin.id}/notes`, { body: '客户今天第二次来电' })
  const { ticket } = await call<{ ticket: Ticket }>('lina', 'POST', `/api/tickets/${twin.id}/merge`, {
    into: String(main.number),
    version: twin.version,
  })
  assert.deepEqual([ticket.status, ticket.mergedInto], ['closed', main.id])
  const whole = await details(main)
  assert.deepEqual(
    whole.notes.map(({ body }) => body),
    ['客户今天第二次来电'],
  )
  assert.deepEqual(
    whole.merged.map(({ id }) => id),
    [twin.id],
  )
  await refused(
    'lina',
    'POST',
    `/api/tickets/${twin.id}/merge`,
    { into: main.id, version: ticket.version },
    'bad_request',
  )
  const out = await call<{ ticket: Ticket }>('lina', 'POST', `/api/tickets/${twin.id}/unmerge`, {
    version: ticket.version,
  })
  assert.deepEqual([out.ticket.status, out.ticket.mergedInto], ['open', null])
  assert.deepEqual((await details(main)).notes, [])
})

test("tickets of two customers are not merged, so that neither reads of the other's", async () => {
  const [own, other] = [await open(), await open({ customerId: 'c-xu' })]
  await refused('lina', 'POST', `/api/tickets/${own.id}/merge`, { into: other.id, version: own.version }, 'bad_request')
})

const REFUND: Omit<TicketTypeView, 'updatedBy' | 'updatedAt'> = {
  id: 'big-refund',
  name: '大额退款',
  nameEn: 'Large refund',
  fields: [
    { name: 'amount', label: '金额', labelEn: 'Amount', kind: 'number', required: true },
    {
      name: 'way',
      label: '方式',
      labelEn: 'Way',
      kind: 'select',
      required: false,
      options: [{ value: 'card', label: '原卡', labelEn: 'Card' }],
    },
  ],
  templates: [],
  approval: [{ name: '主管审批', nameEn: 'Supervisor', role: 'supervisor' }],
  priority: 'high',
  skill: 'refund',
  targets: null,
  aroundTheClock: false,
  position: 10,
  active: true,
}

test('a type says what must be filled in, and gives its priority and skill', async () => {
  await refused('lina', 'POST', '/api/ticket-types', REFUND, 'forbidden')
  await call('fang', 'POST', '/api/ticket-types', REFUND)
  await refused('fang', 'POST', '/api/ticket-types', REFUND, 'already_exists')
  const input = { type: 'big-refund', title: '退 8000', customerId: 'c-lin' }
  await refused('lina', 'POST', '/api/tickets', input, 'bad_request')
  await refused('lina', 'POST', '/api/tickets', { ...input, fields: { amount: 'viel' } }, 'bad_request')
  await refused('lina', 'POST', '/api/tickets', { ...input, fields: { amount: '1', way: 'cash' } }, 'bad_request')
  const ticket = await open({ ...input, fields: { amount: '8000', way: 'card', order: 'HM1' } })
  assert.deepEqual([ticket.priority, ticket.skill], ['high', 'refund'])
  await refused('lina', 'POST', '/api/tickets', { ...input, type: 'unheard-of' }, 'bad_request')
})

test('what needs agreement is not resolved without it, and nobody agrees with himself', async () => {
  const ticket = await open({ type: 'big-refund', title: '退 9000', fields: { amount: '9000' } })
  const step = `/api/tickets/${ticket.id}/approvals/1`
  await refused('lina', 'PATCH', `/api/tickets/${ticket.id}`, { version: 1, status: 'resolved' }, 'approval_missing')
  await refused('lina', 'POST', step, { decision: 'approved' }, 'forbidden')
  await refused('fang', 'POST', step, { decision: 'rejected' }, 'bad_request')
  await call('fang', 'POST', step, { decision: 'rejected', comment: '缺少质检报告' })
  await refused('fang', 'POST', step, { decision: 'approved' }, 'conflict')
  await call('lina', 'POST', `/api/tickets/${ticket.id}/approvals/again`)
  await call('fang', 'POST', step, { decision: 'approved' })
  const solved = await call<{ ticket: Ticket }>('lina', 'PATCH', `/api/tickets/${ticket.id}`, {
    version: 1,
    status: 'resolved',
  })
  assert.equal(solved.ticket.status, 'resolved')
  const own = (
    await call<{ ticket: Ticket }>('fang', 'POST', '/api/tickets', {
      type: 'big-refund',
      title: '自己批',
      customerId: 'c-lin',
      fields: { amount: '1' },
    })
  ).ticket
  await refused('fang', 'POST', `/api/tickets/${own.id}/approvals/1`, { decision: 'approved' }, 'forbidden')
})

test('many are changed at once, and those that cannot be say why', async () => {
  const [free, bound] = [await open(), await open({ type: 'big-refund', fields: { amount: '5' } })]
  const answer = await call<BulkAnswer>('lina', 'POST', '/api/tickets/bulk', {
    ids: [free.id, bound.id, 'nothing', free.id],
    patch: { status: 'resolved' },
  })
  assert.deepEqual(answer.done, [free.id])
  assert.deepEqual(
    answer.failed.map(({ id, code }) => [id, code]),
    [
      [bound.id, 'approval_missing'],
      ['nothing', 'not_found'],
    ],
  )
})

test('the history tells who changed what from what to what', async () => {
  const ticket = await open({ title: '旧标题' })
  await call('lina', 'PATCH', `/api/tickets/${ticket.id}`, { version: 1, title: '新标题', priority: 'urgent' })
  await call('lina', 'POST', `/api/tickets/${ticket.id}/notes`, { body: '已核实' })
  const { items } = await call<{ items: HistoryEntry[] }>('lina', 'GET', `/api/tickets/${ticket.id}/history`)
  assert.deepEqual(
    items.map(({ what, actor }) => [what, actor]),
    [
      ['noted', 'user:lina'],
      ['changed', 'user:lina'],
      ['opened', 'user:lina'],
    ],
  )
  assert.deepEqual(items[1]?.changes, {
    title: { from: '旧标题', to: '新标题' },
    priority: { from: 'normal', to: 'urgent' },
  })
})

test('the list goes by urgency and by time left, page by page without gaps', async () => {
  for (const sort of ['urgent', 'due', 'newest']) {
    const seen: Ticket[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: Ticket[]; nextCursor: string | null } = await call(
        'lina',
        'GET',
        `/api/tickets?limit=2&sort=${sort}${cursor ? `&cursor=${cursor}` : ''}`,
      )
      seen.push(...page.items)
      cursor = page.nextCursor
    }
    const whole = await call<{ items: Ticket[] }>('lina', 'GET', `/api/tickets?limit=100&sort=${sort}`)
    assert.deepEqual(
      seen.map(({ id }) => id),
      whole.items.map(({ id }) => id),
      sort,
    )
    assert.equal(new Set(seen.map(({ id }) => id)).size, seen.length)
  }
  const rank = { urgent: 0, high: 1, normal: 2, low: 3 }
  const { items } = await call<{ items: Ticket[] }>('lina', 'GET', '/api/tickets?limit=100&sort=urgent')
  assert.ok(items.every((one, n) => n === 0 || rank[items[n - 1]!.priority] <= rank[one.priority]))
})
