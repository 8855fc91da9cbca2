// Two hundred agents at their desks and two thousand open conversations on one node: how soon they see things.
import { randomUUID } from 'node:crypto'
import { startTestServer } from '../tests/harness/start-server.ts'
import { KINDS, newStorage, type Storage } from '../tests/harness/storage.ts'
import { addColleague, setUpAdministrator } from '../tests/harness/team-client.ts'
import { benchSearch } from './desk-search.ts'
import { memoryMb, say } from './processes.ts'

const AGENTS = Number(process.env.BENCH_AGENTS ?? 200)
const CONVERSATIONS = Number(process.env.BENCH_OPEN ?? 2000)
const MESSAGES = 400
const OPENINGS = 60

/** On the embedded database, and on PostgreSQL too when DATABASE_URL is set. */
export async function benchDesk(): Promise<Record<string, unknown>> {
  const figures: Record<string, unknown> = {}
  for (const kind of KINDS) figures[kind] = await measure(kind)
  return { ...figures, search: await benchSearch(say) }
}

async function measure(kind: Storage['kind']) {
  const storage = await newStorage(kind)
  let server = await startTestServer(storage)
  const chief = await setUpAdministrator(server.url)
  const first = await addColleague(server.url, chief, 'agent-0', 'agent')
  await server.stop()
  await fill(storage)
  server = await startTestServer(storage)
  try {
    const idleMb = memoryMb(server.pid)
    // One cookie serves many browsers: what is measured is the desk, not signing in.
    const agents = await Promise.all(Array.from({ length: AGENTS }, () => listen(server.url, first.headers.cookie)))
    const openMb = memoryMb(server.pid)
    const latency = await talk(agents, server.url, first.headers.cookie)
    const opening = await openLists(server.url, first.headers.cookie)
    const eventMb = memoryMb(server.pid)
    for (const agent of agents) agent.close()
    say(
      `${kind}: ${AGENTS} agents, ${CONVERSATIONS} open conversations; event to all desks p50 ${at(latency, 0.5)} ms, p99 ${at(latency, 0.99)} ms; ` +
        `list p50 ${at(opening, 0.5)} ms, p99 ${at(opening, 0.99)} ms; memory ${idleMb} → ${openMb} → ${eventMb} MB`,
    )
    return {
      ...{ eventP50Ms: at(latency, 0.5), eventP99Ms: at(latency, 0.99) },
      ...{ listP50Ms: at(opening, 0.5), listP99Ms: at(opening, 0.99), memoryMb: eventMb },
    }
  } finally {
    await server.stop()
    await storage.remove()
  }
}

const at = (sorted: number[], share: number) =>
  Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN) * 10) / 10

/** Ten chats for each agent, as they would be at a busy hour; all of them are served by the one who measures. */
async function fill(storage: Storage): Promise<void> {
  const database = await storage.open()
  await database.run(
    `insert into customers (id, display_name) select 'k' || n, '客户' || n from generate_series(1, ${CONVERSATIONS}) n`,
    [],
  )
  await database.run(
    `insert into conversations (id, customer_id, channel, status, version, dialogue, assignee_id, queued_at, accepted_at, last_seq, last_message)
     select 'c' || n, 'k' || n, 'web', case when n % 10 = 0 then 'queued' else 'human' end, 1, '{}',
       case when n % 10 = 0 then null when n <= 10 then (select id from users where login = 'agent-0') else 'agent-of-' || n / 10 end,
       now(), case when n % 10 = 0 then null else now() end, 1, '{"author": "customer", "preview": "你好", "seq": 1}'
     from generate_series(1, ${CONVERSATIONS}) n`,
    [],
  )
  await database.run(
    `insert into messages (conversation_id, seq, author_kind, author_id, author_name, parts)
     select 'c' || n, 1, 'customer', 'k' || n, '客户', '[{"kind": "text", "text": "你好"}]' from generate_series(1, ${CONVERSATIONS}) n`,
    [],
  )
  // Everybody is at work for as long as it takes, or his chats would go back into the queue meanwhile.
  await database.run(
    `insert into users (id, login, name, role) select 'agent-of-' || n, 'agent-of-' || n, '客服' || n, 'agent'
     from generate_series(1, ${CONVERSATIONS / 10}) n on conflict do nothing`,
    [],
  )
  await database.run(
    `insert into presence (user_id, status, reason, changed_at, seen_at)
     select id, 'online', '', now(), now() + interval '1 day' from users where login like 'agent-%'
     on conflict (user_id) do update set status = 'online', seen_at = excluded.seen_at`,
    [],
  )
  await database.run('analyze', [])
  await database.close()
}

type Desk = { heard: Map<string, number>; close(): void }

/** A browser of the desk: only notes when a conversation's new line came in. */
async function listen(url: string, cookie: string): Promise<Desk> {
  const { WebSocket } = await import('ws')
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/realtime`, {
    headers: { cookie },
    perMessageDeflate: false,
  })
  const heard = new Map<string, number>()
  await new Promise<void>((ready, failed) => {
    socket.once('error', failed)
    socket.once('open', () => socket.send(JSON.stringify({ type: 'hello' })))
    socket.on('message', (data: Buffer) => {
      const text = data.toString()
      if (text.includes('"type":"welcome"')) ready()
      const line = /"preview":"(bench-[\w-]+)"/.exec(text)
      if (line) heard.set(line[1]!, performance.now())
    })
  })
  return { heard, close: () => socket.terminate() }
}

/** Messages one after the other; from sending to the last of all desks that shows it. */
async function talk(agents: Desk[], url: string, cookie: string): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < MESSAGES; n++) {
    const text = `bench-${n}`
    const from = performance.now()
    const response = await fetch(`${url}/api/conversations/c${(n % 9) + 1}/messages`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ clientId: randomUUID(), parts: [{ kind: 'text', text }] }),
    })
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
    while (agents.some(({ heard }) => !heard.has(text))) await new Promise((done) => setTimeout(done, 1))
    times.push(Math.max(...agents.map(({ heard }) => heard.get(text)!)) - from)
  }
  return times.sort((a, b) => a - b)
}

/** Opening the desk's list and the page of conversations. */
async function openLists(url: string, cookie: string): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < OPENINGS; n++)
    for (const path of ['/api/desk/queue', '/api/conversations?limit=40']) {
      const from = performance.now()
      const response = await fetch(url + path, { headers: { cookie } })
      await response.text()
      if (!response.ok) throw new Error(`${path} → ${response.status}`)
      times.push(performance.now() - from)
    }
  return times.sort((a, b) => a - b)
}
