import type { OwnNumbers, WorkNumbers } from '#desk/numbers/contract.ts'
import { type WorkRow, workOf } from '#desk/numbers/queries.ts'
import type { Database } from '#platform/db/open.ts'

/** The demo's and most customers' clock; a day begins at its midnight. */
const ZONE = 'Asia/Shanghai'
const OFFSET_MS = 8 * 3600_000
const DAY_MS = 24 * 3600_000
const DAYS_BEFORE = 28

/** How one's day goes, beside what is usual for oneself; nobody is compared with others. */
export async function ownNumbers(database: Database, userId: string, now = new Date()): Promise<OwnNumbers> {
  const midnight = new Date(Math.floor((now.getTime() + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS)
  const before = new Date(midnight.getTime() - DAYS_BEFORE * DAY_MS)
  const [today, usual] = await Promise.all([
    workOf(database, userId, midnight, now, ZONE),
    workOf(database, userId, before, midnight, ZONE),
  ])
  const days = usual.days
  const perDay = (count: number) => (days ? Math.round(count / days) : 0)
  return {
    today: toNumbers(today),
    usual: { ...toNumbers(usual), served: perDay(usual.served), closed: perDay(usual.closed) },
    days,
  }
}

const toNumbers = (row: WorkRow): WorkNumbers => ({
  served: row.served,
  closed: row.closed,
  firstReplySeconds: row.first_reply === null ? null : Math.round(row.first_reply),
  handlingSeconds: row.handling === null ? null : Math.round(row.handling),
  rating: row.rating === null ? null : Math.round(row.rating * 10) / 10,
  ratings: row.ratings,
})
