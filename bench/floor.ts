// What cannot be avoided: a bare Fastify server that writes the rows of a bot turn and does nothing else.
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import fastifyWebsocket from '@fastify/websocket'
import Fastify from 'fastify'
import { commitWrites } from '#conversations/queries.ts'
import type { Write } from '#conversations/stored.ts'
import { migrate } from '#platform/db/migrate.ts'
import { type Database, openDatabase } from '#platform/db/open.ts'
import { freshConversation } from '#reception/open.ts'

const ANSWER =
  '**付款后就能开电子发票**,与纸质发票同等有效。告诉我订单号、抬头类型、抬头名称和邮箱;公司抬头另需税号。开具后几分钟内发到邮箱,订单详情里也能下载。'
/** About what a turn's record of its decision is made of. */
const DECISION = {
  input: 'message',
  path: ['refund@1/which-order'],
  intent: 'refund_request',
  intents: [
    { id: 'refund_request', confidence: 0.9121 },
    { id: 'out_of_scope', confidence: 0.0864 },
    { id: 'logistics_query', confidence: 0.0005 },
  ],
  outcome: 'answered',
  entities: [],
  articleId: 'a-invoice-how',
  sentiment: 'neutral',
  confidence: 0.9121,
}
/** About what a dialogue keeps between turns. */
const DIALOGUE = {
  language: 'zh',
  frames: [],
  facts: { order: 'HM10001001' },
  misses: 0,
  expects: null,
  turn: 12,
  recent: ['a', 'b'],
}

type Turn = { write: Write; done: () => void }

/** The same rows in the same grouped statement: two messages, the conversation, three facts. */
function groupedWriter(database: Database) {
  let waiting: Turn[] = []
  let running = false
  const flush = async () => {
    running = true
    await new Promise((ready) => setImmediate(ready))
    while (waiting.length) {
      const batch = waiting.slice(0, 128)
      waiting = waiting.slice(128)
      await commitWrites(
        database,
        batch.map(({ write }) => write),
      )
      for (const { done } of batch) done()
    }
    running = false
  }
  return (write: Write) =>
    new Promise<void>((done) => {
      waiting.push({ write, done })
      if (!running) void flush()
    })
}

async function startFloor(): Promise<void> {
  const database = await openDatabase({ url: process.env.DATABASE_URL ?? '', dataDir: process.env.DATA_DIR ?? null })
  await migrate(database)
  const commit = groupedWriter(database)
  const heads = new Map<string, Write['after']>()

  const newCustomer = async () => {
    const id = randomUUID()
    await database.db.insertInto('customers').values({ id, display_name: 'x' }).execute()
    const caller = { id, name: 'x', tier: 'regular', verified: false, elderly: false, language: 'zh' as const }
    heads.set(id, { ...freshConversation(id, { channel: 'web', language: 'zh' }, caller), dialogue: DIALOGUE })
    return id
  }
  const turn = async (id: string, said: { clientId: string; parts: Write['messages'][0]['parts'] }) => {
    const before = heads.get(id)!
    const write = writeOf(before, said)
    heads.set(id, write.after)
    await commit(write)
    return write
  }

  const app = Fastify()
  await app.register(fastifyWebsocket)
  app.post('/api/widget/session', async () => ({ token: await newCustomer(), position: '0.0' }))
  app.post('/api/widget/messages', async (request) => {
    const id = String(request.headers.authorization).slice(7)
    const { messages } = await turn(id, request.body as never)
    return { conversationId: id, seq: messages[0]!.seq, replies: [messages[1]] }
  })
  app.get('/api/realtime', { websocket: true }, (socket) => {
    let id = ''
    socket.on('message', async (data: Buffer) => {
      const frame = JSON.parse(data.toString())
      if (frame.type === 'hello') {
        id = frame.token
        return socket.send('{"type":"welcome"}')
      }
      const { messages } = await turn(id, frame.payload)
      socket.send(JSON.stringify({ type: 'done', id: frame.id, result: { seq: messages[0]!.seq } }))
      for (const message of messages) {
        socket.send(JSON.stringify({ type: 'event', event: { kind: 'message.added', payload: { message } } }))
      }
    })
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  process.once('SIGTERM', async () => {
    await app.close()
    await database.close()
    process.exit(0)
  })
  process.send?.({ listening: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}` })
}

function writeOf(before: Write['before'], said: { clientId: string; parts: Write['messages'][0]['parts'] }): Write {
  const at = new Date().toISOString()
  const base = { conversationId: before.id, generated: false, internal: false, at }
  const seq = before.lastSeq
  const messages: Write['messages'] = [
    {
      ...base,
      seq: seq + 1,
      clientId: said.clientId,
      author: { kind: 'customer', id: before.customerId, name: 'x' },
      parts: said.parts,
    },
    {
      ...base,
      seq: seq + 2,
      clientId: null,
      author: { kind: 'bot', id: 'bot', name: 'bot' },
      parts: [{ kind: 'text', text: ANSWER, markdown: true }],
    },
  ]
  const last = { author: 'bot' as const, preview: ANSWER, seq: seq + 2 }
  const after = {
    ...before,
    version: before.version + 1,
    lastSeq: seq + 2,
    customerSeq: seq + 1,
    answeredSeq: seq + 1,
    lastMessageAt: at,
    lastMessage: last,
  }
  const fact = (kind: string, actor: string, payload: Record<string, unknown>) => ({
    kind,
    conversationId: before.id,
    customerId: before.customerId,
    actor,
    payload,
  })
  const events = [
    fact('message.added', `customer:${before.customerId}`, { message: messages[0] }),
    fact('message.added', 'bot', { message: messages[1] }),
    fact('turn.decided', 'bot', { seq: seq + 1, ...DECISION }),
  ]
  return { before, after, messages, edits: [], events }
}

if (import.meta.main) await startFloor()
