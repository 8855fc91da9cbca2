import type { By } from '#desk/routing/change-queue.ts'
import type { AgentProfile, PolicyRules, PolicyVersion } from '#desk/routing/contract.ts'
import { findPolicy, insertPolicy, readProfile, releasePolicy, writeProfile } from '#desk/routing/policy-queries.ts'
import { lockRouting } from '#desk/routing/queries.ts'
import { setTeamsOf } from '#desk/teams/keep-team.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { findMember } from '#team/member.ts'

/** A new version of the policy, which decides nothing before it is released. */
export async function draftPolicy(tx: Tx, rules: PolicyRules, note: string, by: By): Promise<PolicyVersion> {
  const policy = await insertPolicy(tx, { rules, note, by: by.actor, released: false })
  await recordAudit(tx, { ...by, action: 'routing-policy.drafted', target: `routing-policy:${policy.version}` })
  return policy
}

/** From the next round on this version decides; an earlier one may be released again. Throws not_found. */
export async function release(tx: Tx, version: number, by: By): Promise<PolicyVersion> {
  await lockRouting(tx)
  const policy = await findPolicy(tx, version)
  if (!policy) throw new AppError('not_found')
  await releasePolicy(tx, version, by.actor)
  await tell(tx, 'policy', String(version), by)
  const detail = { peak: policy.rules.peak }
  await recordAudit(tx, { ...by, action: 'routing-policy.released', target: `routing-policy:${version}`, detail })
  return (await findPolicy(tx, version))!
}

/** What routing knows of an agent beside his account. Throws not_found for nobody who serves customers. */
export async function changeProfile(tx: Tx, userId: string, profile: AgentProfile, by: By): Promise<AgentProfile> {
  const member = await findMember(tx, userId)
  if (!member?.permissions.has('conversations.reply')) throw new AppError('not_found')
  await writeProfile(tx, userId, profile)
  await setTeamsOf(tx, userId, profile.teams)
  await tell(tx, 'agent', userId, by)
  await recordAudit(tx, { ...by, action: 'agent-profile.edited', target: `user:${userId}` })
  return readProfile(tx, userId)
}

async function tell(tx: Tx, what: 'policy' | 'agent', id: string, { actor }: By): Promise<void> {
  const payload = { what, id }
  await appendEvents(tx, [{ kind: 'routing.changed', conversationId: null, customerId: null, actor, payload }])
}
