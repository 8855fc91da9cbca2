import type { Db } from '#platform/db/open.ts'
import { deleteStale } from '#team/queries.ts'
import { idleSince } from '#team/session.ts'

/** Job: drops ended sessions, and links and failed attempts of more than a day ago. */
export const purgeSignIns = (db: Db, now = new Date()): Promise<void> => deleteStale(db, now, idleSince(now))
