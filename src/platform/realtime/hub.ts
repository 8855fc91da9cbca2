import type { Database } from '#platform/db/open.ts'
import {
  comparePositions,
  type EventDefinitions,
  type LedgerEvent,
  type Position,
  type Topic,
} from '#platform/ledger/contract.ts'
import { eventsAfter } from '#platform/ledger/queries.ts'
import type { Tail } from '#platform/ledger/tail.ts'
import { REPLAY_LIMIT, type ServerFrame } from '#platform/realtime/contract.ts'
import type { Fanout } from '#platform/realtime/fanout.ts'

/** One connected browser. `send` gets ready JSON text. */
export type Client = {
  send: (text: string) => void
  isCustomer: boolean
  topics: Set<Topic>
  /** Live frames held back while older ones are replayed; null once the client is live. */
  held: { position: Position; text: string }[] | null
}

export type Hub = {
  /** Adds the client and brings it up to date: replay from `after`, then live. Returns where it stands. */
  join(client: Client, after: Position | undefined): Promise<Position>
  leave(client: Client): void
  watch(client: Client, topic: Topic): void
  unwatch(client: Client, topic: Topic): void
  /** Sends an ephemeral signal to a topic's clients on all nodes. */
  signal(name: string, topics: Topic[], payload: Record<string, unknown>): void
  size(): number
}

export function openHub(options: {
  database: Database
  tail: Tail
  fanout: Fanout
  definitions: EventDefinitions
}): Hub {
  const { definitions, fanout, tail } = options
  const clients = new Set<Client>()
  const byTopic = new Map<Topic, Set<Client>>()

  const add = (client: Client, topic: Topic) => {
    client.topics.add(topic)
    const members = byTopic.get(topic) ?? new Set()
    byTopic.set(topic, members.add(client))
  }
  const remove = (client: Client, topic: Topic) => {
    client.topics.delete(topic)
    const members = byTopic.get(topic)
    members?.delete(client)
    if (!members?.size) byTopic.delete(topic)
  }
  const deliver = (event: LedgerEvent) => {
    const topics = definitions[event.kind]?.topics(event) ?? []
    const receivers = new Set(topics.flatMap((topic) => [...(byTopic.get(topic) ?? [])]))
    const frames: { customer?: string; team?: string } = {}
    for (const client of receivers) {
      const side = client.isCustomer ? 'customer' : 'team'
      frames[side] ??= frameFor(definitions, event, client.isCustomer)
      if (client.held) client.held.push({ position: event.position, text: frames[side] })
      else client.send(frames[side])
    }
  }
  // Moves with each delivered event, in the same step, so that a client joining in between neither misses nor repeats one.
  let delivered: Position = tail.position()
  tail.onEvents((events) => {
    for (const event of events) {
      deliver(event)
      delivered = event.position
    }
  })
  fanout.subscribe((message) => passOn(byTopic, message))

  return {
    async join(client, after) {
      clients.add(client)
      for (const topic of client.topics) add(client, topic)
      const from = delivered
      if (after !== undefined && comparePositions(after, from) < 0) {
        client.held = []
        const complete = await replay(options, client, after, from)
        if (!complete) client.send(JSON.stringify({ type: 'reset', position: from } satisfies ServerFrame))
        for (const { text } of client.held) client.send(text)
        client.held = null
      }
      return from
    },
    leave(client) {
      clients.delete(client)
      for (const topic of [...client.topics]) remove(client, topic)
    },
    watch: add,
    unwatch: remove,
    signal: (name, topics, payload) => fanout.publish(JSON.stringify({ name, topics, payload })),
    size: () => clients.size,
  }
}

type Signal = { name: string; topics: Topic[]; payload: Record<string, unknown> }

/** A signal of any node, to this node's clients of its topics. */
function passOn(byTopic: Map<Topic, Set<Client>>, message: string): void {
  const { name, topics, payload } = JSON.parse(message) as Signal
  for (const topic of topics) {
    const text = JSON.stringify({ type: 'signal', name, topic, payload } satisfies ServerFrame)
    for (const client of byTopic.get(topic) ?? []) client.send(text)
  }
}

type Sources = { database: Database; definitions: EventDefinitions }

/** Sends what the client missed between two positions; false when that is too much. */
async function replay(
  { database, definitions }: Sources,
  client: Client,
  after: Position,
  until: Position,
): Promise<boolean> {
  const missed = await eventsAfter(database, after, REPLAY_LIMIT + 1)
  if (missed.length > REPLAY_LIMIT) return false
  for (const event of missed) {
    if (comparePositions(event.position, until) > 0) break
    const topics = definitions[event.kind]?.topics(event) ?? []
    if (topics.some((topic) => client.topics.has(topic))) client.send(frameFor(definitions, event, client.isCustomer))
  }
  return true
}

function frameFor(definitions: EventDefinitions, event: LedgerEvent, isCustomer: boolean): string {
  const strip = isCustomer ? definitions[event.kind]?.forCustomer : undefined
  const shown = strip ? { ...event, payload: strip(event.payload as never) } : event
  return JSON.stringify({ type: 'event', event: shown } satisfies ServerFrame)
}
