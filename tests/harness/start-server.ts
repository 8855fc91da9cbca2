import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fillPrepared } from './prepared.ts'
import type { Storage } from './storage.ts'
import { waitFor } from './wait-for.ts'

export const IDENTITY_SECRET = 'identity-secret-of-the-tests-0123456789'
const SERVER = join(import.meta.dirname, '../../src/start.ts')
const START_MS = 60_000

export type TestServer = {
  url: string
  /** Address of the demo shop the server started, if any. */
  shop: string | null
  pid: number
  /** Sends the signal and waits for the end; gives the exit code, null when killed. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
  /** What it wrote to its log so far. */
  log(): string
}

/**
 * The real server as a process of its own on any free port, or on `port`. Demo data and rate limits are off unless asked
 * for. On an empty storage it goes on from a prepared one, unless it shall be `fresh`.
 */
export async function startTestServer(
  storage: Pick<Storage, 'env'>,
  env: Record<string, string> = {},
  options: { port?: number; execArgv?: string[]; fresh?: boolean } = {},
): Promise<TestServer> {
  const settings = {
    ...storage.env,
    HOST: '127.0.0.1',
    PORT: String(options.port ?? 0),
    DEMO_PORT: '0',
    YINGHE_DEMO: 'off',
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'warn',
    IDENTITY_SECRET,
    ...env,
  }
  if (!options.fresh) await fillPrepared(settings)
  const child = fork(SERVER, {
    env: { PATH: process.env.PATH, TZ: process.env.TZ, ...settings },
    execArgv: options.execArgv ?? [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let log = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-200_000)
  })
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>
  const { listening, shop } = await whenListening(child, ended, () => log)
  await waitFor(async () => (await fetch(`${listening}/healthz`)).ok, 'the server is healthy', START_MS)
  return {
    url: listening,
    shop: shop ?? null,
    pid: child.pid!,
    log: () => log,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      return (await ended)[0]
    },
  }
}

type Ready = { listening: string; shop?: string | null }

async function whenListening(child: ChildProcess, ended: Promise<unknown[]>, log: () => string): Promise<Ready> {
  let late: NodeJS.Timeout | undefined
  const ready = new Promise<Ready>((resolve, reject) => {
    late = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`the server did not start within ${START_MS} ms\n${log().slice(-3000)}`))
    }, START_MS)
    child.on('message', (message: Partial<Ready>) => {
      if (message.listening) resolve(message as Ready)
    })
    void ended.then(([code, signal]) =>
      reject(new Error(`the server ended at start (${code ?? signal})\n${log().slice(-3000)}`)),
    )
  })
  return ready.finally(() => clearTimeout(late))
}
