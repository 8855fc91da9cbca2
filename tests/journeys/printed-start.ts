import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { waitFor } from '../harness/wait-for.ts'

const SERVER = join(import.meta.dirname, '../../src/start.ts')

/** The server as a person starts it: what it prints is all one has. */
export async function startPrinted(env: Record<string, string>) {
  const child = spawn(process.execPath, [SERVER], {
    env: {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      PORT: '0',
      DEMO_PORT: '0',
      LOG_LEVEL: 'warn',
      RATE_LIMITS: 'off',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
  })
  const address = () => /https?:\/\/\S+(?=\/console\/)/.exec(printed)?.[0]
  const url = await waitFor(address, 'the printed address', 60_000).catch((error: Error) => {
    child.kill('SIGKILL')
    throw error
  })
  return {
    url,
    /** The administrator's one-time link, if one was printed. */
    link: () => /https?:\/\/\S+[#?&]link=\S+/.exec(printed)?.[0] ?? null,
    printed: () => printed,
    async stop() {
      if (child.exitCode === null) child.kill('SIGTERM')
      await ended
    },
  }
}
