import type { Conversation } from '../../../src/conversations/contract.ts'
import type { LedgerEvent } from '../../../src/platform/ledger/contract.ts'
import { applyToHead } from '../../kit/sync.ts'
import type { QueueAnswer } from './query-keys.ts'

type Fact = Pick<LedgerEvent, 'kind' | 'payload' | 'conversationId'>

/** The queue after one fact: a new head says which list its conversation is in now, other facts update it in place. */
export function placeInQueue(queue: QueueAnswer, event: Fact, userId: string): QueueAnswer {
  const head =
    event.kind === 'conversation.opened' || event.kind === 'conversation.changed'
      ? (event.payload as { conversation: Conversation }).conversation
      : null
  if (!head) {
    return {
      ...queue,
      waiting: queue.waiting.map((item) => applyToHead(item, event)),
      mine: queue.mine.map((item) => applyToHead(item, event)),
    }
  }
  const known = [...queue.waiting, ...queue.mine].find((item) => item.id === head.id)
  const current = known ? applyToHead(known, event) : head
  const isWaiting = current.status === 'queued'
  const isMine = current.status === 'human' && current.assigneeId === userId
  return { ...queue, waiting: placed(queue.waiting, current, isWaiting), mine: placed(queue.mine, current, isMine) }
}

/** A queue that was fetched, with what facts have told meanwhile: an answer may be older than what it meets. */
export function withNewer(fetched: QueueAnswer, known: QueueAnswer | undefined): QueueAnswer {
  if (!known) return fetched
  const before = new Map([...fetched.waiting, ...fetched.mine].map((item) => [item.id, item]))
  const isNewer = (item: Conversation) => {
    const old = before.get(item.id)
    return old !== undefined && (item.version > old.version || item.lastSeq > old.lastSeq)
  }
  let { waiting, mine } = fetched
  for (const item of [...known.waiting, ...known.mine].filter(isNewer)) {
    waiting = placed(waiting, item, known.waiting.includes(item))
    mine = placed(mine, item, known.mine.includes(item))
  }
  return { ...fetched, waiting, mine }
}

/** Keeps a conversation's place in a list that it stays in. */
function placed(list: Conversation[], head: Conversation, belongs: boolean): Conversation[] {
  if (!belongs) return list.filter((item) => item.id !== head.id)
  return list.some((item) => item.id === head.id)
    ? list.map((item) => (item.id === head.id ? head : item))
    : [...list, head]
}
