// Whole bot turns, persisted, beside a bare server that writes the same rows.
import { startTestServer } from '../tests/harness/start-server.ts'
import { KINDS, NO_POSTGRES, newStorage, type Storage } from '../tests/harness/storage.ts'
import type { LoadReport } from './load.ts'
import { type Measured, memoryMb, putLoad, say, startFloor } from './processes.ts'

const SATURATION = { customers: 256, seconds: Number(process.env.BENCH_SECONDS ?? 10) }
const STEADY = { customers: 1000, seconds: Number(process.env.BENCH_SECONDS ?? 10), rate: 500 }

type Figures = {
  turnsPerSecond: number
  ratioToFloor: number
  httpTurnsPerSecond: number
  httpRatioToFloor: number
  p50Ms: number
  p99Ms: number
  memoryMb: number
}

export async function benchTurns(): Promise<Partial<Record<Storage['kind'], Figures>>> {
  if (NO_POSTGRES) say('PostgreSQL is not measured: DATABASE_URL is not set')
  const figures: Partial<Record<Storage['kind'], Figures>> = {}
  for (const kind of KINDS) figures[kind] = await measure(kind)
  return figures
}

async function measure(kind: Storage['kind']): Promise<Figures> {
  say(`\n${kind}`)
  const floor = await on(
    kind,
    (storage) => startFloor(storage.env),
    async ({ url }) => ({
      socket: report('floor, socket', await putLoad({ url, over: 'socket', ...SATURATION })),
      http: report('floor, http', await putLoad({ url, over: 'http', ...SATURATION })),
    }),
  )
  const server = await on(
    kind,
    (storage) => startTestServer(storage, { YINGHE_DEMO: 'on' }),
    async ({ url, pid }) => ({
      steady: report('product, socket, 500/s', await putLoad({ url, over: 'socket', ...STEADY })),
      socket: report('product, socket', await putLoad({ url, over: 'socket', ...SATURATION })),
      http: report('product, http', await putLoad({ url, over: 'http', ...SATURATION })),
      memoryMb: memoryMb(pid),
    }),
  )
  say(`  memory after it all     ${server.memoryMb} MB`)
  const ratio = (of: LoadReport, to: LoadReport) => Math.round((of.turnsPerSecond / to.turnsPerSecond) * 100) / 100
  return {
    turnsPerSecond: server.socket.turnsPerSecond,
    ratioToFloor: ratio(server.socket, floor.socket),
    httpTurnsPerSecond: server.http.turnsPerSecond,
    httpRatioToFloor: ratio(server.http, floor.http),
    p50Ms: server.steady.p50Ms,
    p99Ms: server.steady.p99Ms,
    memoryMb: server.memoryMb,
  }
}

/** Starts something on fresh data, measures it and clears up. */
async function on<T>(
  kind: Storage['kind'],
  start: (storage: Storage) => Promise<Measured>,
  work: (measured: Measured) => Promise<T>,
): Promise<T> {
  const storage = await newStorage(kind)
  try {
    const measured = await start(storage)
    try {
      return await work(measured)
    } finally {
      await measured.stop()
    }
  } finally {
    await storage.remove()
  }
}

function report(title: string, measured: LoadReport): LoadReport {
  const { turnsPerSecond, p50Ms, p99Ms, failed } = measured
  say(
    `  ${title.padEnd(24)}${String(turnsPerSecond).padStart(6)} turns/s   p50 ${p50Ms} ms   p99 ${p99Ms} ms${failed ? `   ${failed} failed` : ''}`,
  )
  return measured
}
