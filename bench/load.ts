// The load generator: a process of its own that talks to a server and reports figures to its parent.
import { type ChatLine, openHttpLine, openSocketLine } from './chat-line.ts'

export type LoadOrder = {
  url: string
  over: 'socket' | 'http'
  customers: number
  seconds: number
  /** Turns a second, started on time whether or not earlier ones are done; absent: everybody at once and without pause. */
  rate?: number
}
export type LoadReport = {
  turns: number
  seconds: number
  turnsPerSecond: number
  p50Ms: number
  p99Ms: number
  failed: number
}

/** Greetings and questions, and a slot dialogue that is started, filled and given up. */
const SCRIPT = [
  '你好',
  '怎么开发票',
  '运费谁出',
  '我要退货',
  'HM10001001',
  '算了',
  '空气炸锅怎么清洗',
  '多久发货',
  '我要投诉',
  'HM10004001',
  '算了',
  '谢谢',
]
const WARM_UP_MS = 2000

export async function runLoad(order: LoadOrder): Promise<LoadReport> {
  const open = () => (order.over === 'socket' ? openSocketLine(order.url) : openHttpLine(order.url))
  const lines: ChatLine[] = []
  while (lines.length < order.customers) {
    lines.push(...(await Promise.all(Array.from({ length: Math.min(50, order.customers - lines.length) }, open))))
  }
  // Everybody's conversation is open and the code is warm before the clock starts: what is measured is a running service.
  for (let n = 0; n < lines.length; n += 32) {
    await Promise.all(lines.slice(n, n + 32).map((line) => line.turn(SCRIPT[0]!)))
  }
  const latencies: number[] = []
  let failed = 0
  const from = performance.now() + WARM_UP_MS
  const until = from + order.seconds * 1000
  /** `due` is when the turn should have started: waiting for a free customer counts as the server's slowness. */
  const turn = async (n: number, due: number, step: number) => {
    try {
      const ms = await lines[n]!.turn(SCRIPT[step % SCRIPT.length]!)
      const end = performance.now()
      if (ms === null) lines[n] = await open()
      else if (end > from && end < until) latencies.push(end - due)
    } catch {
      failed++
      lines[n] = await open()
    }
  }
  const started = order.rate ? atRate(order.rate, lines.length, until, turn) : flatOut(lines.length, until, turn)
  await started
  for (const line of lines) line.close()
  latencies.sort((a, b) => a - b)
  const at = (share: number) =>
    round(latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0)
  return {
    turns: latencies.length,
    seconds: order.seconds,
    turnsPerSecond: Math.round(latencies.length / order.seconds),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    failed,
  }
}

type Turn = (n: number, due: number, step: number) => Promise<void>

async function flatOut(customers: number, until: number, turn: Turn): Promise<void> {
  const talk = async (n: number) => {
    for (let step = n; performance.now() < until; step++) await turn(n, performance.now(), step)
  }
  await Promise.all(Array.from({ length: customers }, (_, n) => talk(n)))
}

async function atRate(rate: number, customers: number, until: number, turn: Turn): Promise<void> {
  const steps = Array.from({ length: customers }, (_, n) => n)
  const last: Promise<void>[] = steps.map(() => Promise.resolve())
  const start = performance.now()
  for (let n = 0; ; n++) {
    const due = start + (n * 1000) / rate
    if (due > until) break
    const early = due - performance.now()
    if (early > 1) await new Promise((tick) => setTimeout(tick, early))
    const who = n % customers
    last[who] = last[who]!.then(() => turn(who, due, steps[who]!++))
  }
  await Promise.all(last)
}

const round = (ms: number) => Math.round(ms * 10) / 10

if (import.meta.main) {
  process.once('message', async (order: LoadOrder) => {
    process.send?.(await runLoad(order))
    process.disconnect()
  })
}
