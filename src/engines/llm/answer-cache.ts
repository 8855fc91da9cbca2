import { createHash } from 'node:crypto'
import type { LlmRequest } from '#engines/llm/contract.ts'
import { readCached, writeCached } from '#engines/llm/queries.ts'
import type { Database } from '#platform/db/open.ts'

const KEEP_MS = 24 * 3600_000
const MOST = 500

/** Answers to requests that were asked word for word before; all nodes share them through the database. */
export function openAnswerCache(database: Database, now = Date.now) {
  const memory = new Map<string, { value: unknown; until: number }>()
  const remember = (key: string, value: unknown, until: number) => {
    memory.delete(key)
    memory.set(key, { value, until })
    if (memory.size > MOST) memory.delete(memory.keys().next().value!)
  }
  return {
    async read(key: string): Promise<unknown> {
      const held = memory.get(key)
      if (held && held.until > now()) return held.value
      const stored = await readCached(database.db, key, new Date(now()))
      if (stored !== null) remember(key, stored, now() + KEEP_MS)
      return stored
    },
    async write(key: string, use: LlmRequest['use'], value: unknown): Promise<void> {
      remember(key, value, now() + KEEP_MS)
      await writeCached(database.db, { key, use, answer: value, expiresAt: new Date(now() + KEEP_MS) })
    },
  }
}

/** The content decides: the same words to the same model, whoever asks. Personal data is masked before it gets here. */
export function cacheKey(model: string, kind: 'text' | 'object', request: LlmRequest): string {
  const { use, system, messages, tools = [], maxTokens } = request
  // The endpoint makes up the ids of tool calls anew each time.
  const stable = messages.map((message) => {
    if (message.role === 'assistant')
      return { ...message, calls: message.calls.map(({ name, input }) => ({ name, input })) }
    return message.role === 'tool' ? { ...message, call: message.call.name } : message
  })
  const content = JSON.stringify([model, kind, use, system, stable, tools, maxTokens])
  return createHash('sha256').update(content).digest('hex')
}
