import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LoadOrder, LoadReport } from './load.ts'

export type Measured = { url: string; pid: number; stop(): Promise<unknown> }

/** Sends a process of its own to put load on a server. */
export async function putLoad(order: LoadOrder): Promise<LoadReport> {
  const child = fork(join(import.meta.dirname, 'load.ts'), { execArgv: [] })
  child.send(order)
  const answer = once(child, 'message') as Promise<[LoadReport]>
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`the load generator ended with ${code}`)
  })
  const [report] = await Promise.race([answer, died])
  died.catch(() => undefined)
  return report
}

/** The floor as a process of its own, on the database of `env`. */
export async function startFloor(env: { DATA_DIR: string; DATABASE_URL: string }): Promise<Measured> {
  const child = fork(join(import.meta.dirname, 'floor.ts'), { env: { PATH: process.env.PATH, ...env }, execArgv: [] })
  const [{ listening }] = (await once(child, 'message')) as [{ listening: string }]
  return {
    url: listening,
    pid: child.pid!,
    stop: async () => {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** Resident memory of a process in MB, from /proc; NaN where there is none. */
export function memoryMb(pid: number): number {
  try {
    const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Math.round(Number(kb) / 1024)
  } catch {
    return Number.NaN
  }
}

export const say = (line: string) => process.stdout.write(`${line}\n`)

/** Processor time a process has used so far, from /proc; NaN where there is none. */
export function cpuSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return Number.NaN
  }
}
