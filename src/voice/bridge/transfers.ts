import type { Registry } from 'prom-client'
import { Counter, Histogram } from 'prom-client'
import type { Database } from '#platform/db/open.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { Log } from '#platform/log.ts'
import { endTransfer, insertTransfer, type TransferEnd, type TransferKind } from '#voice/bridge/queries.ts'

export type Transfer = { id: string; kind: TransferKind; at: number }
type About = { callId: string; conversationId: string | null; customerId: string }

export type FactsDeps = { database: Database; registry: Registry; now: () => number; log: Log }

/** What is written down of calls with people, in the order it happens, and how their transfers go. */
export function openFacts({ database, registry, now, log }: FactsDeps) {
  let order: Promise<unknown> = Promise.resolve()
  const ended = new Counter({
    name: 'yinghe_call_transfers_total',
    help: 'Transfers of calls to people, by kind and by how they ended',
    labelNames: ['kind', 'how'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'yinghe_call_answer_seconds',
    help: 'Time from asking for a person in a call to the answer',
    labelNames: ['kind'],
    buckets: [5, 10, 20, 30, 60, 120, 300, 600],
    registers: [registry],
  })
  const write = (work: () => Promise<unknown>) => {
    order = order
      .then(work)
      .catch((error: unknown) => log.error({ err: error }, 'a fact of a call with people was not written'))
  }
  const fact = ({ callId, conversationId, customerId }: About, kind: string, payload: object, actor: string) => ({
    ...{ kind, conversationId, customerId, actor, payload: { callId, ...payload } },
  })
  return {
    note(about: About, kind: string, payload: object, actor = 'system'): void {
      write(() => database.transaction((tx) => appendEvents(tx, [fact(about, kind, payload, actor)])))
    },
    ask(about: About, kind: TransferKind, by: string | null): Transfer {
      const transfer = { id: newId(), kind, at: now() }
      const payload = { transferId: transfer.id, kind, by }
      const actor = by ? `user:${by}` : 'system'
      write(() =>
        database.transaction(async (tx) => {
          await insertTransfer(tx, { id: transfer.id, callId: about.callId, kind, by })
          await appendEvents(tx, [fact(about, 'call.transfer-asked', payload, actor)])
        }),
      )
      return transfer
    },
    end(about: About, { id, kind, at }: Transfer, how: TransferEnd, userId: string | null): void {
      const took = Math.round((now() - at) / 1000)
      ended.inc({ kind, how })
      if (how === 'answered') seconds.observe({ kind }, took)
      const payload = { transferId: id, kind, how, seconds: took, userId }
      write(() =>
        database.transaction(async (tx) => {
          await endTransfer(tx, id, { how, seconds: took, userId })
          await appendEvents(tx, [fact(about, 'call.transfer-ended', payload, userId ? `user:${userId}` : 'system')])
        }),
      )
    },
    settled: () => order,
  }
}
export type Facts = ReturnType<typeof openFacts>
