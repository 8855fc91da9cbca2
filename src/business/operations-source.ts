import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Operation, readOperations } from '#business/openapi-document.ts'
import type { Attempt } from '#business/send-request.ts'
import type { Log } from '#platform/log.ts'

export type OperationsSource = {
  /** The operation; null when the system's description has none of that name; a fault when there is no description. */
  find(id: string): Promise<Operation | null | Extract<Attempt, { kind: 'fault' }>>
}

type SourceOptions = {
  /** Reads the description from the system. */
  read: () => Promise<Attempt>
  /** Keeps the last good description, so that a start while the system is down knows it. */
  cacheFile: string | null
  log: Log
  now?: () => number
}

/** How often a description that is old, or lacks an operation, may be read again. */
const AGAIN_MS = 60_000

/** What the business system can do: read once, kept in memory and on disk, read again when something is missing. */
export function openOperations({ read, cacheFile, log, now = Date.now }: SourceOptions): OperationsSource {
  let known: { operations: Map<string, Operation>; fresh: boolean } | null = null
  let triedAt = Number.NEGATIVE_INFINITY
  let reading: Promise<Attempt | null> | null = null

  const refresh = async (): Promise<Attempt | null> => {
    triedAt = now()
    const attempt = await read()
    if (attempt.kind === 'answer' && attempt.status < 300) {
      const text = JSON.stringify(attempt.body)
      try {
        known = { operations: readOperations(text), fresh: true }
      } catch (error) {
        log.error({ err: error }, 'the description of the business system is not usable')
        return {
          kind: 'fault',
          code: 'bad_answer',
          reached: false,
          mayRetry: false,
          detail: 'openapi.json is not usable',
        }
      }
      if (cacheFile)
        await keep(cacheFile, text).catch((err: unknown) => log.warn({ err }, 'openapi.json is not kept on disk'))
      return null
    }
    if (attempt.kind === 'answer') {
      return {
        kind: 'fault',
        code: 'bad_answer',
        reached: false,
        mayRetry: false,
        detail: `openapi.json: HTTP ${attempt.status}`,
      }
    }
    return { ...attempt, reached: false }
  }
  const readOnce = () => {
    reading ??= refresh().finally(() => {
      reading = null
    })
    return reading
  }
  return {
    async find(id) {
      const due = now() >= triedAt + AGAIN_MS
      let fault: Attempt | null = null
      // Without any description each call tries: the breaker keeps that from being too often.
      if (!known || ((!known.fresh || !known.operations.has(id)) && due)) fault = await readOnce()
      if (!known && cacheFile) {
        const operations = await recall(cacheFile, log)
        if (operations) known = { operations, fresh: false }
      }
      if (known) return known.operations.get(id) ?? null
      return fault as Extract<Attempt, { kind: 'fault' }>
    },
  }
}

async function keep(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const aside = `${path}.${process.pid}`
  await writeFile(aside, text)
  await rename(aside, path)
}

async function recall(path: string, log: Log): Promise<Map<string, Operation> | null> {
  try {
    return readOperations(await readFile(path, 'utf8'))
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') log.warn({ err: error }, 'the kept openapi.json is not usable')
    return null
  }
}
