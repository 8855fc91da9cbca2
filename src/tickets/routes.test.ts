import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import type { Ticket, TicketNote } from '#tickets/contract.ts'
import { customerActor, seedPeople, serveTickets, userActor } from '#tickets/testing.ts'

let database: Database
let server: Awaited<ReturnType<typeof serveTickets>>
before(async () => {
  database = await openTestDatabase()
  await seedPeople(database)
  server = await serveTickets(database, {
    lina: userActor('lina', 'agent'),
    fang: userActor('fang', 'supervisor'),
    qiu: userActor('qiu', 'operator'),
    lin: customerActor('c-lin'),
    xu: customerActor('c-xu'),
  })
})
after(async () => {
  await server.close()
  await database.close()
})

async function open(more: object = {}): Promise<Ticket> {
  const body = { type: 'logistics', title: '包裹没有动静', customerId: 'c-lin', ...more }
  const answer = await server.call('lina', 'POST', '/api/tickets', body)
  assert.equal(answer.status, 200, answer.text)
  return answer.json().ticket as Ticket
}
const list = async (query: string) => {
  const { items, nextCursor } = (await server.call('lina', 'GET', `/api/tickets?${query}`)).json()
  return { items: items as Ticket[], nextCursor: nextCursor as string | null }
}

test('a ticket is opened, read, changed, noted; the version guards it', async () => {
  const ticket = await open({ fields: { order: 'HM10001002' }, conversationId: 'k-1' })
  assert.equal(ticket.createdBy, 'user:lina')
  const path = `/api/tickets/${ticket.id}`
  const changed = await server.call('lina', 'PATCH', path, { version: 1, status: 'pending', assigneeId: 'hao' })
  assert.deepEqual(
    [(changed.json().ticket as Ticket).status, (changed.json().ticket as Ticket).version],
    ['pending', 2],
  )
  const stale = await server.call('lina', 'PATCH', path, { version: 1, status: 'closed' })
  assert.deepEqual([stale.status, stale.json().error?.code], [409, 'conflict'])
  await server.call('lina', 'POST', `${path}/notes`, { body: '已联系快递' })
  const read = (await server.call('lina', 'GET', path)).json()
  assert.deepEqual(
    (read.notes as TicketNote[]).map((note) => [note.body, note.authorName, note.customerVisible]),
    [['已联系快递', 'lina', false]],
  )
})

test('the same Idempotency-Key opens one ticket', async () => {
  const body = { type: 'invoice', title: '发票抬头有误', customerId: 'c-lin' }
  const key = { 'idempotency-key': 'once-1' }
  const first = await server.call('lina', 'POST', '/api/tickets', body, key)
  const again = await server.call('lina', 'POST', '/api/tickets', body, key)
  assert.deepEqual(again.json(), first.json())
})

test('lists are filtered and paged without gaps or repeats', async () => {
  const made: string[] = []
  for (let i = 0; i < 7; i++)
    made.unshift((await open({ type: 'repair', customerId: 'c-xu', assigneeId: i % 2 ? 'hao' : null })).id)
  const seen: string[] = []
  for (let cursor = ''; ; ) {
    const page = await list(`type=repair&limit=3${cursor && `&cursor=${cursor}`}`)
    seen.push(...page.items.map((one) => one.id))
    if (!page.nextCursor) break
    cursor = page.nextCursor
  }
  assert.deepEqual(seen, made)
  assert.equal((await list('type=repair&assignee=hao')).items.length, 3)
  assert.equal((await list('type=repair&assignee=none')).items.length, 4)
  assert.equal((await list('type=repair&customer=c-lin')).items.length, 0)
  assert.equal((await list('type=repair,logistics&status=open&priority=normal&q=许一诺')).items.length, 7)
  assert.equal((await list('overdue=true')).items.length, 0)
})

test('states with names of the house: in lists, files and clocks, which go by the status', async () => {
  const parts = {
    id: 'parts',
    status: 'pending',
    name: '等配件',
    nameEn: 'Waiting for parts',
    colour: 'violet',
    position: 25,
  }
  const { status: _, id: __, ...known } = parts
  assert.equal((await server.call('lina', 'POST', '/api/ticket-states', parts)).status, 403)
  assert.equal((await server.call('fang', 'POST', '/api/ticket-states', parts)).status, 200)
  assert.equal((await server.call('fang', 'POST', '/api/ticket-states', parts)).status, 409)
  const states = (await server.call('lina', 'GET', '/api/ticket-states')).json().items as { id: string }[]
  assert.deepEqual(
    states.map(({ id }) => id),
    ['open', 'pending', 'parts', 'resolved', 'closed'],
  )
  const { id } = await open({ type: 'invoice' })
  const set = async (version: number, change: object) => {
    const answer = await server.call('lina', 'PATCH', `/api/tickets/${id}`, { version, ...change })
    return answer.status === 200 ? (answer.json().ticket as Ticket) : answer.status
  }
  const placed = (ticket: Ticket | number) =>
    typeof ticket === 'number' ? ticket : [ticket.state, ticket.status, ticket.pausedAt !== null]
  assert.deepEqual(placed(await set(1, { state: 'parts' })), ['parts', 'pending', true])
  // A status it has already says nothing new of its state.
  assert.deepEqual(placed(await set(2, { status: 'pending', priority: 'high' })), ['parts', 'pending', true])
  assert.equal(await set(3, { state: 'parts', status: 'open', priority: 'low' }), 400)
  assert.equal(await set(3, { state: 'nowhere' }), 400)
  assert.deepEqual(
    (await list('state=parts,closed')).items.map((one) => one.id),
    [id],
  )
  const file = await server.call('lina', 'GET', '/api/tickets.csv?state=parts&columns=state,status', undefined, {
    'accept-language': 'en',
  })
  assert.deepEqual(file.text.trim().split('\r\n').slice(1), ['Waiting for parts,pending'])
  assert.equal((await server.call('fang', 'PUT', '/api/ticket-states/parts', { ...known, active: false })).status, 200)
  assert.deepEqual(placed(await set(3, { priority: 'low' })), ['parts', 'pending', true])
  assert.deepEqual(placed(await set(4, { status: 'open' })), ['open', 'open', false])
  assert.equal(await set(5, { state: 'parts' }), 400, 'out of use')
  assert.equal((await server.call('fang', 'PUT', '/api/ticket-states/closed', { ...known, active: false })).status, 400)
})

test('unknown filters and broken cursors are bad requests', async () => {
  for (const query of ['status=lost', 'limit=0', 'limit=101', 'cursor=%00', 'cursor=bm9wZQ', `q=${'x'.repeat(101)}`]) {
    const answer = await server.call('lina', 'GET', `/api/tickets?${query}`)
    assert.deepEqual([answer.status, answer.json().error?.code], [400, 'bad_request'], query)
  }
})

test('who lacks the permission sees and changes nothing', async () => {
  const { id } = await open()
  const calls: [string, string, unknown?][] = [
    ['GET', '/api/tickets'],
    ['GET', '/api/tickets.csv'],
    ['GET', `/api/tickets/${id}`],
    ['POST', '/api/tickets', { type: 'other', title: 'x', customerId: 'c-lin' }],
    ['PATCH', `/api/tickets/${id}`, { version: 1, status: 'closed' }],
    ['POST', `/api/tickets/${id}/notes`, { body: 'x' }],
  ]
  for (const [method, path, body] of calls) {
    assert.equal((await server.call(null, method, path, body)).status, 401, path)
    for (const who of ['qiu', 'lin'])
      assert.equal((await server.call(who, method, path, body)).status, 403, `${who} ${path}`)
  }
  assert.equal((await server.call('lina', 'GET', '/api/tickets/none')).status, 404)
})

test('a customer follows his own tickets, with the notes meant for him', async () => {
  const ticket = await open({ title: '给林女士的工单', description: '内部描述' })
  const path = `/api/tickets/${ticket.id}/notes`
  await server.call('lina', 'POST', path, { body: '内部备注' })
  await server.call('lina', 'POST', path, { body: '我们正在核实', customerVisible: true })
  const mine = await server.call('lin', 'GET', '/api/widget/tickets?limit=1')
  const [item] = mine.json().items as { number: number; notes: { body: string }[] }[]
  assert.equal(item?.number, ticket.number)
  assert.deepEqual(
    item?.notes.map((note) => note.body),
    ['我们正在核实'],
  )
  assert.ok(!mine.text.includes('内部'))
  const others = await server.call('xu', 'GET', '/api/widget/tickets')
  assert.ok(!others.text.includes('给林女士的工单'))
})

test('the CSV file has a byte order mark, all pages, and nothing a spreadsheet would run', async () => {
  await open({ type: 'account', title: '=HYPERLINK("http://evil.example")', description: '第一行\n"引号", 逗号' })
  await open({ type: 'account', title: '＝1+1' })
  await open({ type: 'account', title: '普通标题', fields: { order: 'HM10001001' } })
  const zh = await server.call('lina', 'GET', '/api/tickets.csv?type=account', undefined, { 'accept-language': 'zh' })
  assert.ok(zh.text.startsWith('\uFEFF编号,类型,标题'))
  assert.ok(zh.text.includes(`"'=HYPERLINK(""http://evil.example"")"`))
  assert.ok(zh.text.includes(",'＝1+1,"))
  assert.ok(zh.text.includes('"第一行\n""引号"", 逗号"'))
  assert.ok(zh.text.includes('order: HM10001001') && zh.text.includes('账号'))
  assert.equal(zh.text.split('\r\n').length, 5)
  const en = await server.call('lina', 'GET', '/api/tickets.csv?type=account', undefined, { 'accept-language': 'en' })
  assert.ok(en.text.startsWith('\uFEFFNumber,Type,Title'))
})
