import { onShiftAt } from '#desk/roster/on-shift.ts'
import type { PolicyRules } from '#desk/routing/contract.ts'
import { listCandidates } from '#desk/routing/queries.ts'
import type { Candidate } from '#desk/routing/score.ts'
import type { Queryable } from '#platform/db/open.ts'

/** Everybody who may be given chats; whether he is on shift where the policy asks for it. */
export async function readCandidates(
  db: Queryable,
  roles: string[],
  rules: PolicyRules,
  now: Date,
): Promise<Candidate[]> {
  const candidates = await listCandidates(db, roles)
  if (!rules.onShiftOnly) return candidates
  const on = await onShiftAt(db, now)
  return candidates.map((one) => ({ ...one, onShift: on.has(one.userId) }))
}
