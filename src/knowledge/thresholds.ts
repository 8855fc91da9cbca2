import { recordAudit } from '#governance/record-audit.ts'
import type { By } from '#knowledge/articles.ts'
import { ANSWER_THRESHOLD, type AnswerThresholds, ASK_BACK_THRESHOLD, answerThresholds } from '#knowledge/contract.ts'
import type { Database, Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { Tail } from '#platform/ledger/tail.ts'
import { settings } from '#platform/settings/settings.ts'

const KEY = 'knowledge.thresholds'
export const USUAL: AnswerThresholds = { answer: ANSWER_THRESHOLD, askBack: ASK_BACK_THRESHOLD }

export type Thresholds = {
  /** Those in force on this node. */
  current(): AnswerThresholds
  /** Reads them anew; after it resolves this node works with what is stored. */
  refresh(): Promise<void>
}

/** From which score on an article is given or offered; every node follows a change made on any of them. */
export async function openThresholds({ database, tail }: { database: Database; tail: Tail }): Promise<Thresholds> {
  let current = USUAL
  const refresh = async () => {
    const stored = answerThresholds.safeParse(await settings.read(database.db, KEY))
    current = stored.success ? stored.data : USUAL
  }
  tail.onEvents(async (events) => {
    if (events.some(({ kind }) => kind === 'thresholds.changed')) await refresh()
  })
  await refresh()
  return { current: () => current, refresh }
}

/** Stores other thresholds. The same ones again leave no trace. */
export async function changeThresholds(tx: Tx, next: AnswerThresholds, by: By): Promise<void> {
  if (!(await settings.write(tx, KEY, next))) return
  await appendEvents(tx, [
    { kind: 'thresholds.changed', conversationId: null, customerId: null, actor: by.actor, payload: next },
  ])
  await recordAudit(tx, { ...by, action: 'thresholds.changed', detail: next })
}
