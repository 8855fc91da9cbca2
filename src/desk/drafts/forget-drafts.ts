import { deleteOldDrafts } from '#desk/drafts/queries.ts'
import type { Database } from '#platform/db/open.ts'

const KEPT_MS = 30 * 24 * 3600_000

/** Job: words that nobody sent for a month are of no use any more. */
export const forgetDrafts = (database: Database, now = new Date()): Promise<void> =>
  deleteOldDrafts(database.db, new Date(now.getTime() - KEPT_MS))
