import { type ChildProcess, fork } from 'node:child_process'
import type { Log } from '#platform/log.ts'

export type ChildService = { url: string; stop(): Promise<void> }

const START_MS = 20_000
const STOP_MS = 5_000

/** Starts a small service of ours in a process of its own; it reports `{listening: url}` and ends with its parent. */
export async function startChildService(script: string, env: Record<string, string>, log: Log): Promise<ChildService> {
  const child = fork(script, {
    env: { PATH: process.execPath, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  })
  const url = await listening(child, script)
  let stopping = false
  child.on('exit', (code) => {
    if (!stopping) log.error({ script, code }, 'a child service ended by itself')
  })
  return {
    url,
    stop: async () => {
      stopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise<void>((done) => child.once('exit', () => done()))
      child.kill('SIGTERM')
      const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
      await ended
      clearTimeout(force)
    },
  }
}

function listening(child: ChildProcess, script: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${script} did not start within ${START_MS / 1000} s`)), START_MS)
    child.once('exit', (code) => reject(new Error(`${script} ended at start with code ${code}`)))
    child.on('message', (message: { listening?: string }) => {
      if (!message.listening) return
      clearTimeout(late)
      resolve(message.listening)
    })
  })
}
