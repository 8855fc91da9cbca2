import type { ExpiringArticle } from '#knowledge/workflow/contract.ts'
import { listEnding, noteReminder } from '#knowledge/workflow/expiry-queries.ts'
import type { Database } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'

const DAY = 24 * 3600_000
/** What ended longer ago is history, not news. */
const LOOK_BACK = 90 * DAY

/** Says of every article once, in each stage, that it ends soon or has ended. Safe on several nodes. */
export async function remindOfExpiry(database: Database, now = new Date()): Promise<number> {
  let said = 0
  let after: { at: string; id: string } | undefined
  for (;;) {
    const page = await listExpiring(database, { now, after, limit: 200 })
    for (const article of page) if (await remind(database, article)) said++
    const last = page.at(-1)
    if (!last) return said
    after = { at: last.validUntil, id: last.id }
  }
}

/** Published articles that end within two weeks or have ended, soonest first. */
export async function listExpiring(
  database: Database,
  { now, after, limit }: { now: Date; after?: { at: string; id: string }; limit: number },
): Promise<ExpiringArticle[]> {
  const since = new Date(now.getTime() - LOOK_BACK)
  const horizon = new Date(now.getTime() + 14 * DAY)
  const ending = await listEnding(database.db, { since, horizon, after, limit })
  return ending.map((article) => ({ ...article, stage: stageOf(article.validUntil, now) }))
}

function stageOf(validUntil: string, now: Date): ExpiringArticle['stage'] {
  const left = Date.parse(validUntil) - now.getTime()
  return left <= 0 ? 'expired' : left <= 3 * DAY ? '3-days' : '14-days'
}

async function remind(database: Database, { id, title, departmentId, validUntil, stage }: ExpiringArticle) {
  return database.transaction(async (tx) => {
    if (!(await noteReminder(tx, id, validUntil, stage))) return false
    const payload = { articleId: id, title, departmentId, validUntil, stage }
    await appendEvents(tx, [
      { kind: 'article.expiring', conversationId: null, customerId: null, actor: 'system', payload },
    ])
    return true
  })
}
