// Ten thousand customers who only listen: what a connection costs, and that every one of them still hears.
import { startTestServer } from '../tests/harness/start-server.ts'
import { KIND, newStorage } from '../tests/harness/storage.ts'
import { type ChatLine, openSocketLine } from './chat-line.ts'
import { memoryMb, say } from './processes.ts'

const CONNECTIONS = Number(process.env.BENCH_CONNECTIONS ?? 10_000)
const TOGETHER = 100
/** One source address has some 28 000 ports; several keep clear of those in use. */
const SOURCES = 4

export async function benchSockets() {
  const storage = await newStorage(KIND)
  const server = await startTestServer(storage, { YINGHE_DEMO: 'on' })
  try {
    const idleMb = memoryMb(server.pid)
    const lines: ChatLine[] = []
    const start = performance.now()
    while (lines.length < CONNECTIONS) {
      const batch = Array.from({ length: Math.min(TOGETHER, CONNECTIONS - lines.length) }, (_, n) =>
        openSocketLine(server.url, `127.0.0.${1 + ((lines.length + n) % SOURCES)}`),
      )
      lines.push(...(await Promise.all(batch)))
    }
    const seconds = (performance.now() - start) / 1000
    const openMb = memoryMb(server.pid)
    say(`${lines.length} connections in ${seconds.toFixed(1)} s; memory ${idleMb} MB → ${openMb} MB`)
    const open = lines.filter((line) => line.isOpen())
    say(`${open.length} of them are still open`)
    const answers: number[] = []
    for (let n = 0; n < 50; n++) {
      const ms = await open[Math.floor((n * open.length) / 50)]!.turn('你好')
      if (ms !== null) answers.push(ms)
    }
    answers.sort((a, b) => a - b)
    say(`${answers.length} of 50 sampled connections answered, the slowest in ${answers.at(-1)?.toFixed(1)} ms`)
    for (const line of lines) line.close()
    return {
      connections: open.length,
      perSecond: Math.round(lines.length / seconds),
      idleMemoryMb: idleMb,
      memoryMb: openMb,
      kbPerConnection: Math.round(((openMb - idleMb) * 1024) / lines.length),
      turnP50Ms: Math.round((answers[Math.floor(answers.length / 2)] ?? 0) * 10) / 10,
    }
  } finally {
    await server.stop()
    await storage.remove()
  }
}
