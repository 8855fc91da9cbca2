import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Route } from '#platform/http/route.ts'
import { call } from '../harness/call.ts'
import { type ChatClient, openChat } from '../harness/chat-client.ts'
import { identityToken } from '../harness/identity.ts'
import { startInProcess } from '../harness/in-process.ts'
import { inputSchema, titleOf } from '../harness/sample.ts'
import { KIND } from '../harness/storage.ts'
import { signIn, type TeamClient } from '../harness/team-client.ts'

let server: Awaited<ReturnType<typeof startInProcess>>
let chief: TeamClient
let chat: ChatClient
before(async () => {
  server = await startInProcess(KIND)
  chief = await signIn(server.url, 'admin')
  chat = await openChat(server.url, { identityToken: await identityToken('c-lin') })
  const { conversationId } = await chat.say('你好')
  for (let n = 0; n < 7; n++) await chat.say('谢谢')
  for (let n = 0; n < 5; n++) {
    const other = await openChat(server.url)
    await other.say('你好')
    const body = {
      type: 'complaint',
      title: `工单 ${n}`,
      customerId: other.id,
      priority: 'normal',
      conversationId: undefined,
    }
    await chief.http('/api/tickets', { body })
    const reply = { shortcut: `paging${n}`, language: 'zh', title: `回复 ${n}`, body: '您好', shared: n % 2 === 0 }
    await chief.http('/api/canned-replies', { body: reply })
    await chief.http('/api/api-keys', { body: { name: `key ${n}`, permissions: ['flows.read'] } })
  }
  assert.ok(conversationId)
  await importTable()
  await importHistory()
  await draftCampaigns()
})
after(() => server?.stop())

/** A list within a list needs one to look into. */
async function importTable(): Promise<void> {
  const raw = new FormData()
  raw.set(
    'file',
    new Blob(['问题,答案\n怎么预约,在首页预约。\n怎么改约,在首页改约。\n怎么取消预约,在首页取消。\n']),
    'faq.csv',
  )
  const { id } = await chief.http<{ id: string }>('/api/knowledge/imports', { raw })
  for (let status = ''; status !== 'ready'; )
    ({ status } = await chief.http<{ status: string }>(`/api/knowledge/imports/${id}`))
}

async function importHistory(): Promise<void> {
  const raw = new FormData()
  raw.set(
    'file',
    new Blob(['问题,答案\n怎么预约上门,在首页预约。\n怎么改约时间,在首页改约。\n怎么取消预约,在首页取消。\n']),
    'faq.csv',
  )
  const { id, mapping } = await chief.http<{ id: string; mapping: unknown }>('/api/learning/history', { raw })
  await chief.http(`/api/learning/history/${id}/start`, { body: { mapping } })
  for (let status = ''; status !== 'done'; )
    ({ status } = await chief.http<{ status: string }>(`/api/learning/history/${id}`))
}

async function draftCampaigns(): Promise<void> {
  const hours = { timeZone: 'Asia/Shanghai', weekly: Array(7).fill([{ from: '09:00', to: '20:00' }]), special: [] }
  const plan = {
    ...{ purpose: 'reminder', basis: 'service', evidence: '安装', line: 'trunk', machine: 'hang-up', hours },
    ...{ text: { zh: '您好' }, audience: { from: 'customers' }, endsAt: new Date(Date.now() + 3600_000).toISOString() },
    ...{ pacing: { atOnce: 1, perMinute: 1, ringSeconds: 20 }, caps: { perDay: 1, perWeek: 1 } },
    retries: { most: 0, busyMinutes: 5, noAnswerMinutes: 5 },
  }
  for (let n = 0; n < 4; n++) await chief.http('/api/campaigns', { body: { name: `外呼 ${n}`, plan } })
  await chief.http('/api/do-not-call', { body: { numbers: ['13800000001', '13800000002', '13800000003'] } })
}

type Page = { items: Record<string, unknown>[]; nextCursor: string | null }
const paged = (route: Route) =>
  route.method === 'GET' && route.query !== undefined && 'cursor' in (inputSchema(route.query).properties ?? {})

async function pathOf(route: Route): Promise<string> {
  if (!route.path.includes(':')) return route.path
  const list = route.path.slice(0, route.path.indexOf('/:'))
  const { items } = await read(list, {})
  return route.path.replace(/:\w+/, encodeURIComponent(String(items[0]!.id)))
}
const headersFor = (path: string) => (path.startsWith('/api/widget/') ? chat.auth : chief.headers)
async function read(path: string, query: Record<string, string>): Promise<Page> {
  const answer = await call(server.url, `${path}?${new URLSearchParams(query)}`, { headers: headersFor(path) })
  assert.equal(answer.status, 200, `${path} ${answer.text.slice(0, 300)}`)
  return answer.json as Page
}
const keyOf = (item: Record<string, unknown>) => String(item.id ?? item.position ?? JSON.stringify(item))

async function walk(path: string, limit: string): Promise<string[]> {
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Page = await read(path, { limit, ...(cursor ? { cursor } : {}) })
    assert.ok(page.items.length <= Number(limit), 'never more than asked for')
    seen.push(...page.items.map(keyOf))
    cursor = page.nextCursor
    assert.ok(seen.length < 5000, 'the walk ends')
  }
  return seen
}

test('a walk by cursor meets everything of every list once, in the order of the whole', async () => {
  const lists = server.routes.filter(paged)
  assert.ok(lists.length >= 8, lists.map(titleOf).join(', '))
  for (const route of lists) {
    const path = await pathOf(route)
    const whole = await walk(path, '100')
    for (const limit of ['1', '3']) {
      if (limit === '1' && whole.length > 60) continue
      const pieces = await walk(path, limit)
      assert.equal(new Set(pieces).size, pieces.length, `${path} by ${limit}: something comes twice`)
      // Reading the log is itself logged in some lists; what was there before must all be met.
      assert.deepEqual(
        pieces.filter((key) => whole.includes(key)),
        whole,
        `${path} by ${limit}`,
      )
    }
  }
})

test('a cursor that is broken, foreign or tampered with is a bad request', async () => {
  for (const route of server.routes.filter(paged)) {
    const path = await pathOf(route)
    for (const cursor of ['%%%', 'e30', Buffer.from('["x",1]').toString('base64url'), 'x'.repeat(5000)]) {
      const answer = await call(server.url, `${path}?${new URLSearchParams({ cursor })}`, { headers: headersFor(path) })
      assert.ok([200, 400].includes(answer.status), `${path} ${cursor.slice(0, 20)} → ${answer.status}`)
    }
  }
})

test('messages page back to the first one', async () => {
  const { items: conversations } = await read('/api/widget/conversations', {})
  const path = `/api/widget/conversations/${conversations[0]!.id}/messages`
  const seqs: number[] = []
  for (let before = 2 ** 31 - 1, more = true; more; ) {
    const page = (await read(path, { limit: '3', before: String(before) })) as unknown as {
      items: { seq: number }[]
      hasMore: boolean
    }
    seqs.unshift(...page.items.map(({ seq }) => seq))
    before = seqs[0]!
    more = page.hasMore
  }
  assert.deepEqual(
    seqs,
    Array.from({ length: seqs.length }, (_, n) => n + 1),
  )
  assert.ok(seqs.length >= 16)
})

test('limits out of range are refused', async () => {
  for (const route of server.routes.filter(paged)) {
    const path = await pathOf(route)
    for (const limit of ['0', '-1', '1001', 'many', '1.5']) {
      const answer = await call(server.url, `${path}?limit=${limit}`, { headers: headersFor(path) })
      assert.equal(answer.status, 400, `${path} limit=${limit}`)
    }
  }
})
