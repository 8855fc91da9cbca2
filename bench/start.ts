// From the command to the first answer a customer gets.
import { openChat } from '../tests/harness/chat-client.ts'
import { startTestServer } from '../tests/harness/start-server.ts'
import { KINDS, NO_POSTGRES, newStorage, type Storage } from '../tests/harness/storage.ts'
import { memoryMb, putLoad, say } from './processes.ts'

type Figures = { emptyMs: number; demoFirstMs: number; demoAgainMs: number; filledMs: number; idleMemoryMb: number }

export async function benchStart(): Promise<Partial<Record<Storage['kind'], Figures>>> {
  if (NO_POSTGRES) say('PostgreSQL is not measured: DATABASE_URL is not set')
  const figures: Partial<Record<Storage['kind'], Figures>> = {}
  for (const kind of KINDS) figures[kind] = await measure(kind)
  return figures
}

async function measure(kind: Storage['kind']): Promise<Figures> {
  say(`\n${kind}`)
  const bare = await newStorage(kind)
  const emptyMs = (await firstAnswer('empty database, no demo', bare, 'off')).ms
  await bare.remove()
  const storage = await newStorage(kind)
  const demoFirstMs = (await firstAnswer('first start, demo is filled in', storage, 'on')).ms
  const { ms: demoAgainMs, memory } = await firstAnswer('second start', storage, 'on')
  await fill(storage)
  const filledMs = (await firstAnswer('start on filled data', storage, 'on')).ms
  await storage.remove()
  return { emptyMs, demoFirstMs, demoAgainMs, filledMs, idleMemoryMb: memory }
}

async function firstAnswer(title: string, storage: Storage, demo: 'on' | 'off') {
  const start = performance.now()
  const server = await startTestServer(storage, { YINGHE_DEMO: demo })
  const chat = await openChat(server.url)
  const { replies } = await chat.say('你好', { wait: true })
  const ms = Math.round(performance.now() - start)
  const memory = memoryMb(server.pid)
  await server.stop()
  if (replies?.[0]?.author.kind !== 'bot') throw new Error('the bot did not answer')
  say(`  ${title.padEnd(32)}${String(ms).padStart(6)} ms   ${memory} MB`)
  return { ms, memory }
}

/** Some ten thousand turns. */
async function fill(storage: Storage): Promise<void> {
  const server = await startTestServer(storage, { YINGHE_DEMO: 'on' })
  const { turns } = await putLoad({ url: server.url, over: 'socket', customers: 500, seconds: 12 })
  await server.stop()
  say(`  (filled with ${turns} turns of 500 customers)`)
}
