// From what an upset customer writes to the alert on the supervisor's screen, while other customers keep the server busy.
import { setTimeout } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { openChat } from '../tests/harness/chat-client.ts'
import { startTestServer } from '../tests/harness/start-server.ts'
import { KINDS, newStorage, type Storage } from '../tests/harness/storage.ts'
import { signIn } from '../tests/harness/team-client.ts'
import { putLoad, say } from './processes.ts'

const UPSET = Number(process.env.BENCH_UPSET ?? 60)
const CUSTOMERS = Number(process.env.BENCH_CUSTOMERS ?? 50)
/** The other customers write for so long; whoever is upset after that writes in peace, so it is more than enough. */
const SECONDS = Number(process.env.BENCH_SECONDS ?? 60)
/** Longer than this nobody waits for an alert that may not come of this message. */
const PATIENCE_MS = 1500
const WORSE = [
  '怎么还没到？都等了一个星期了，太差劲了！！',
  '你们就是骗子！气死我了，我要投诉你们！！！',
  '太过分了！！！骗子！！！',
]

/** On the embedded database, and on PostgreSQL too when DATABASE_URL is set. */
export async function benchAlertTimes(): Promise<Record<string, unknown>> {
  const figures: Record<string, unknown> = {}
  for (const kind of KINDS) figures[kind] = await measure(kind)
  return figures
}

async function measure(kind: Storage['kind']) {
  const storage = await newStorage(kind)
  const server = await startTestServer(storage, { YINGHE_DEMO: 'on' })
  try {
    const { headers } = await signIn(server.url, 'fang')
    const wall = await listen(server.url, headers.cookie)
    const load = putLoad({ url: server.url, over: 'socket', customers: CUSTOMERS, seconds: SECONDS })
    const until = performance.now() + SECONDS * 1000
    const times: { sent: number; accepted: number }[] = []
    let asked = 0
    while (asked < UPSET && performance.now() < until) {
      asked++
      const took = await upset(server.url, wall.heard)
      if (took) times.push(took)
    }
    const { turns } = await load
    wall.close()
    const sent = times.map((one) => one.sent).sort((a, b) => a - b)
    const accepted = times.map((one) => Math.max(0, one.accepted)).sort((a, b) => a - b)
    const figures = {
      ...{ upset: asked, alerts: times.length, turnsPerSecond: Math.round(turns / SECONDS) },
      ...{ sentP50Ms: at(sent, 0.5), sentP99Ms: at(sent, 0.99) },
      ...{ acceptedP50Ms: at(accepted, 0.5), acceptedP99Ms: at(accepted, 0.99) },
    }
    say(
      `${kind}: ${figures.alerts} alerts of ${asked} upset customers beside ${figures.turnsPerSecond} turns a second; ` +
        `from accepted to the supervisor's socket p50 ${figures.acceptedP50Ms} ms, p99 ${figures.acceptedP99Ms} ms; ` +
        `from sent p50 ${figures.sentP50Ms} ms, p99 ${figures.sentP99Ms} ms`,
    )
    return figures
  } finally {
    await server.stop()
    await storage.remove()
  }
}

const at = (sorted: number[], share: number) =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN)

/** A supervisor's browser: notes when the alert about a conversation came in. */
async function listen(url: string, cookie: string) {
  const options = { headers: { cookie }, perMessageDeflate: false }
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/realtime`, options)
  const heard = new Map<string, number>()
  await new Promise<void>((ready, failed) => {
    socket.once('error', failed)
    socket.once('open', () => socket.send(JSON.stringify({ type: 'hello' })))
    socket.on('message', (data: Buffer) => {
      const text = data.toString()
      if (text.includes('"type":"welcome"')) ready()
      if (!text.includes('"kind":"alert.raised"')) return
      const id = /"conversationId":"([^"]+)"/.exec(text)?.[1]
      if (id) heard.set(id, performance.now())
    })
  })
  return { heard, close: () => socket.terminate() }
}

/** Somebody gets angrier until an alert comes; how long the message took that brought it. */
async function upset(url: string, heard: ReadonlyMap<string, number>) {
  const chat = await openChat(url)
  const { conversationId } = await chat.say('你好，我的退款什么时候到', { wait: true })
  for (const text of WORSE) {
    const from = performance.now()
    await chat.say(text)
    const accepted = performance.now()
    while (!heard.has(conversationId) && performance.now() - from < PATIENCE_MS) await setTimeout(1)
    const alert = heard.get(conversationId)
    if (alert) return { sent: alert - from, accepted: alert - accepted }
  }
  return null
}
