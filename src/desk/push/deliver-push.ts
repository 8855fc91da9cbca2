import type { PushKind } from '#desk/push/contract.ts'
import { type DuePush, deleteSubscription, forgetPushes, settlePush, takeDue } from '#desk/push/queries.ts'
import { openTarget } from '#desk/push/subscribe.ts'
import { contentHash } from '#platform/content-hash.ts'
import type { Database } from '#platform/db/open.ts'
import type { Log } from '#platform/log.ts'
import type { Seal } from '#platform/settings/seal.ts'
import type { Push } from '#platform/web-push/send-push.ts'

export type PushDeps = { database: Database; log: Log; seal: Seal; push: Push; now: () => Date }

const MINUTE = 60_000
const HOLD_MS = 30_000
const ATTEMPTS = 5
const AT_ONCE = 20
/** How long news is worth a ring. */
const WORTH_MS: Record<PushKind, number> = {
  waiting: 10 * MINUTE,
  message: 10 * MINUTE,
  mention: 240 * MINUTE,
  alarm: 60 * MINUTE,
  ticket: 240 * MINUTE,
}
const FORGOTTEN_MS = 14 * 24 * 60 * MINUTE

/** Job: sends what is due; gives how many went out. */
export async function deliverPushes(deps: PushDeps): Promise<number> {
  let sent = 0
  for (;;) {
    const now = deps.now()
    const until = new Date(now.getTime() + HOLD_MS)
    const due = await deps.database.transaction((tx) => takeDue(tx, now, until, AT_ONCE))
    if (!due.length) return sent
    const outcomes = await Promise.all(due.map((one) => deliver(deps, one, now)))
    sent += outcomes.filter(Boolean).length
  }
}

async function deliver({ database, log, seal, push }: PushDeps, one: DuePush, now: Date): Promise<boolean> {
  const left = one.at.getTime() + WORTH_MS[one.kind] - now.getTime()
  const settle = (set: Parameters<typeof settlePush>[2]) => settlePush(database.db, one, set)
  if (one.stale || left <= 0) {
    await settle({ status: 'dropped' })
    return false
  }
  const answer = await push.send(
    openTarget(seal, one.sealed),
    {
      payload: one.payload,
      ttl: Math.ceil(left / 1000),
      urgent: one.kind === 'alarm' || one.kind === 'waiting',
      topic: contentHash(one.payload.tag).slice(0, 32),
    },
    now,
  )
  if (answer.ok) {
    await settle({ status: 'sent' })
    return true
  }
  if (answer.gone) {
    await deleteSubscription(database.db, one.subscriptionId)
    return false
  }
  log.warn({ error: answer.error, kind: one.kind }, 'a push could not be sent')
  const again = answer.again && one.attempts < ATTEMPTS
  // Ten seconds, twenty, forty …, unless the service says how long.
  const wait = answer.pauseMs ?? 5000 * 2 ** one.attempts
  await settle(again ? { nextAt: new Date(now.getTime() + wait) } : { status: 'dropped' })
  return false
}

/** Job: what rang is kept for as long as it could ring; a browser without a visit for a fortnight is forgotten. */
export const forgetOldPushes = ({ database, now }: Pick<PushDeps, 'database' | 'now'>): Promise<void> =>
  forgetPushes(database.db, {
    messages: new Date(now().getTime() - 300 * MINUTE),
    subscriptions: new Date(now().getTime() - FORGOTTEN_MS),
  })
