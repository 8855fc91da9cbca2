import { z } from 'zod'
import type { Audit } from '#governance/contract.ts'
import type { Database } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { Tail } from '#platform/ledger/tail.ts'
import { settings } from '#platform/settings/settings.ts'

const KEY = 'dialogue.intent-thresholds'
const stored = z.record(z.string(), z.number().min(0).max(1))

/** From which confidence single intents start their flow, where an operator has said so; every node follows a change. */
export async function openIntentThresholds(deps: { database: Database; tail: Tail; audit: Audit }) {
  const { database, tail, audit } = deps
  let current: Readonly<Record<string, number>> = {}
  const refresh = async () => {
    const read = stored.safeParse(await settings.read(database.db, KEY))
    current = read.success ? read.data : {}
  }
  tail.onEvents(async (events) => {
    if (events.some(({ kind }) => kind === 'intent-threshold.changed')) await refresh()
  })
  await refresh()
  return {
    current: () => current,
    async change(intent: string, threshold: number | null, by: { actor: string; ip: string }): Promise<void> {
      await database.transaction(async (tx) => {
        const read = stored.safeParse(await settings.read(tx, KEY))
        const { [intent]: before, ...others } = read.success ? read.data : {}
        const next = threshold === null ? others : { ...others, [intent]: threshold }
        if (before === (threshold ?? undefined) || !(await settings.write(tx, KEY, next))) return
        const payload = { intent, threshold }
        await appendEvents(tx, [
          { kind: 'intent-threshold.changed', conversationId: null, customerId: null, actor: by.actor, payload },
        ])
        await audit(tx, {
          ...by,
          action: 'intent-threshold.changed',
          detail: { intent, before: before ?? null, threshold },
        })
      })
      await refresh()
    },
  }
}
