import { openCommitter } from '#conversations/commit.ts'
import { compose } from '#conversations/compose.ts'
import type { Message } from '#conversations/contract.ts'
import {
  type ConversationFilter,
  countByStatus,
  findIdle,
  listConversations,
  listLive,
  moveConversations,
} from '#conversations/list-queries.ts'
import { openMemory } from '#conversations/memory.ts'
import {
  findByClientId,
  findOpen,
  findSentByCustomer,
  findUnanswered,
  listMessages,
  loadMany,
  type MessagePage,
  releaseLeases,
} from '#conversations/queries.ts'
import type { Change, StoredConversation } from '#conversations/stored.ts'
import type { Database, Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'

export type Changed = { conversation: StoredConversation; messages: Message[] }
/** Decides on the newest state; null changes nothing. May run more than once; throws AppError to refuse. */
export type Decide = (conversation: StoredConversation) => Change | null

export type Conversations = {
  /** The one way to change a conversation: in order on this node, optimistic between nodes. Throws not_found. */
  change(id: string, decide: Decide): Promise<Changed>
  /** As `change`, for a conversation that is new. Null when the customer has an open one on this channel already. */
  open(fresh: StoredConversation, decide: Decide): Promise<Changed | null>
  load(id: string): Promise<StoredConversation>
  /** As `load`, but what is remembered will do: for checks where a moment's staleness does no harm. */
  find(id: string): Promise<StoredConversation>
  /** The customer's open conversation; `fresh` asks the database even when this node remembers one. */
  findOpen(customerId: string, channel: string, fresh?: boolean): Promise<StoredConversation | null>
  /** What is remembered of the customer has changed elsewhere: his name, his tier. */
  forgetCustomer(customerId: string): void
  list(filter: ConversationFilter): Promise<StoredConversation[]>
  /** Waiting for a person (most urgent first), or being served by one. */
  live(status: 'queued' | 'human', assigneeId?: string): Promise<StoredConversation[]>
  /** How many are with the bot, waiting, with a person. */
  counts(): Promise<Record<string, number>>
  /** Messages in order, see MessagePage. */
  messages(id: string, page: MessagePage): Promise<Message[]>
  /** The message a customer already sent under this client id, in whichever of his conversations. */
  sentBy(customerId: string, clientId: string): Promise<Message | null>
  /** At the start of the only process there is: nobody works on anything. */
  releaseLeases(): Promise<void>
  /** Bot conversations with a customer message that nobody answers at the moment. */
  unanswered(): Promise<string[]>
  /** Conversations in which nobody wrote since `before`. */
  idle(status: 'bot' | 'human', before: Date, limit: number): Promise<string[]>
  /**
   * Gives the conversations of one customer to whom he turned out to be, all or only these, in a transaction of the
   * caller's if there is one. The ids that moved.
   */
  move(from: string, to: string, how?: { tx?: Tx; only?: readonly string[] }): Promise<string[]>
  settled(): Promise<void>
}

const MAX_TRIES = 50

/** A message with this client id is stored already; `message` is the first one. */
export class DuplicateMessage extends Error {
  readonly message_: Message
  constructor(message: Message) {
    super('duplicate message')
    this.message_ = message
  }
}

/** `clock` gives the time of a change; the seed tells of the past with it. */
export function openConversations(database: Database, clock = () => new Date()): Conversations {
  const committer = openCommitter(database)
  const loader = batchedLoader(database)
  const memory = openMemory()
  const tails = new Map<string, Promise<unknown>>()

  const load = async (id: string) => {
    const conversation = await loader(id)
    if (!conversation) throw new AppError('not_found')
    memory.put(conversation)
    return conversation
  }
  /** One at a time per conversation, in the order of the calls. */
  const inOrder = <T>(id: string, work: () => Promise<T>): Promise<T> => {
    const run = (tails.get(id) ?? Promise.resolve()).then(work, work)
    tails.set(id, run)
    const clear = () => {
      if (tails.get(id) === run) tails.delete(id)
    }
    run.then(clear, clear)
    return run
  }
  const apply = async (before: StoredConversation, change: Change): Promise<Changed | null> => {
    const write = compose(before, change, clock())
    if (!(await committer.commit(write))) return null
    memory.put(write.after)
    return { conversation: write.after, messages: write.messages }
  }

  return {
    change: (id, decide) =>
      inOrder(id, async () => {
        const known = memory.get(id)
        let conversation = known ?? (await load(id))
        let fresh = !known
        for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
          let change: Change | null
          try {
            change = decide(conversation)
          } catch (error) {
            if (fresh) throw error
            conversation = await load(id)
            fresh = true
            continue
          }
          if (!change) return { conversation, messages: [] }
          const changed = await apply(conversation, change)
          if (changed) return changed
          await refuseDuplicate(database, conversation, change)
          memory.drop(id)
          conversation = await load(id)
          fresh = true
        }
        throw new AppError('conflict')
      }),
    open: (fresh, decide) =>
      inOrder(fresh.id, async () => {
        const change = decide(fresh)
        if (!change) return null
        return (await apply(fresh, change)) ?? (await refuseDuplicate(database, fresh, change))
      }),
    load,
    find: async (id) => memory.get(id) ?? load(id),
    findOpen: async (customerId, channel, fresh = false) => {
      const known = fresh ? undefined : memory.openOf(customerId, channel)
      if (known) return known
      const stored = await findOpen(database, customerId, channel)
      if (stored) memory.put(stored)
      return stored
    },
    forgetCustomer: memory.dropCustomer,
    ...readers(database),
    move: async (from, to, { tx, only } = {}) => {
      const moved = await moveConversations(tx ?? database.db, from, to, only)
      for (const id of moved) memory.drop(id)
      return moved
    },
    settled: () => committer.settled(),
  }
}

/** What only reads, and so needs no order. */
const readers = (
  database: Database,
): Pick<
  Conversations,
  'list' | 'live' | 'counts' | 'messages' | 'sentBy' | 'unanswered' | 'releaseLeases' | 'idle'
> => ({
  list: (filter) => listConversations(database.db, filter),
  live: (status, assigneeId) => listLive(database.db, status, assigneeId),
  counts: () => countByStatus(database.db),
  messages: (id, page) => listMessages(database.db, id, page),
  sentBy: (customerId, clientId) => findSentByCustomer(database.db, customerId, clientId),
  unanswered: () => findUnanswered(database),
  releaseLeases: () => releaseLeases(database),
  idle: (status, before, limit) => findIdle(database.db, status, before, limit),
})

/** Throws when the change was refused for a message that is stored already: with customers, in whichever conversation. */
async function refuseDuplicate(
  { db }: Database,
  { id, customerId }: StoredConversation,
  change: Change,
): Promise<null> {
  const said = change.messages?.find((message) => message.clientId)
  if (!said?.clientId) return null
  const earlier =
    said.author.kind === 'customer'
      ? await findSentByCustomer(db, customerId, said.clientId)
      : await findByClientId(db, id, said.clientId)
  if (earlier) throw new DuplicateMessage(earlier)
  return null
}

/** Loads asked for in the same turn of the event loop become one query. */
function batchedLoader(database: Database): (id: string) => Promise<StoredConversation | undefined> {
  let batch: { ids: Set<string>; rows: Promise<Map<string, StoredConversation>> } | null = null
  return async (id) => {
    if (!batch) {
      const ids = new Set<string>()
      const rows = new Promise((ready) => setImmediate(ready)).then(() => {
        batch = null
        return loadMany(database, [...ids])
      })
      batch = { ids, rows }
    }
    const { ids, rows } = batch
    ids.add(id)
    return (await rows).get(id)
  }
}
