import { openTargets } from '#outbound/attempt-queries.ts'
import type { Campaign } from '#outbound/contract.ts'
import { resumesAt } from '#outbound/pacing.ts'
import { countNumbers, progressOf, type StoredCampaign } from '#outbound/queries.ts'
import type { Db } from '#platform/db/open.ts'

/** Campaigns as the team sees them, with how far they are. */
export async function viewCampaigns(db: Db, found: readonly StoredCampaign[], now: number): Promise<Campaign[]> {
  const ids = found.map(({ id }) => id)
  const [progress, numbers] = [await progressOf(db, ids), await countNumbers(db, ids)]
  return Promise.all(
    found.map(async (one) => ({
      ...one,
      ...{ numbers: numbers.get(one.id) ?? 0, progress: progress.get(one.id) ?? {} },
      resumesAt: one.status === 'running' ? await nextAt(db, one, now) : null,
    })),
  )
}

/** Null while calling goes on, or when it never will again. */
async function nextAt(db: Db, { id, plan }: StoredCampaign, now: number): Promise<string | null> {
  const { nextAt } = await openTargets(db, id)
  const at = nextAt && resumesAt(plan, Math.max(now, nextAt.getTime()))
  return at && at > now ? new Date(at).toISOString() : null
}
