import { advanceReadMarks, type ReadMark } from '#conversations/queries.ts'
import type { Database } from '#platform/db/open.ts'
import type { Log } from '#platform/log.ts'

export type ReadMarks = {
  /** Notes how far somebody has got; written with others within 100 ms. Going backwards does nothing. */
  mark(conversationId: string, who: 'customer' | 'agent', what: 'delivered' | 'read', seq: number): void
  settled(): Promise<void>
}

const GATHER_MS = 100

/** Read marks come often and matter little one by one, so they are gathered and written together. */
export function openReadMarks(database: Database, log: Log): ReadMarks {
  let waiting = new Map<string, ReadMark>()
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> = Promise.resolve()

  const write = (): Promise<void> => {
    if (timer) clearTimeout(timer)
    timer = null
    const marks = [...waiting.values()]
    waiting = new Map()
    if (marks.length) {
      writing = writing
        .then(() => advanceReadMarks(database, marks))
        .catch((error: unknown) => log.warn({ err: error, marks: marks.length }, 'read marks were not written'))
    }
    return writing
  }
  return {
    mark(conversationId, who, what, seq) {
      const mark = waiting.get(conversationId) ?? {
        id: conversationId,
        customer_read: 0,
        customer_delivered: 0,
        agent_read: 0,
      }
      const field = who === 'agent' ? 'agent_read' : what === 'read' ? 'customer_read' : 'customer_delivered'
      mark[field] = Math.max(mark[field], seq)
      waiting.set(conversationId, mark)
      timer ??= setTimeout(() => void write(), GATHER_MS)
    },
    settled: write,
  }
}
