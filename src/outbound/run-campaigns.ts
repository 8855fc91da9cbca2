import {
  endAttempt,
  type HeldTarget,
  holdTarget,
  lockDecisions,
  lostAttempts,
  noteCall,
  openTargets,
  postponeTarget,
  readMoment,
  renewHold,
  settleTarget,
} from '#outbound/attempt-queries.ts'
import { campaignFact } from '#outbound/change-campaign.ts'
import type { CampaignPlan, Outcome } from '#outbound/contract.ts'
import { stopCalling } from '#outbound/do-not-call.ts'
import type { KeyOf } from '#outbound/number-key.ts'
import { afterAttempt, whoNext } from '#outbound/pacing.ts'
import { type PlaceDeps, placeCall } from '#outbound/place-call.ts'
import { campaignsAtWork, lockCampaign, setCampaignStatus } from '#outbound/queries.ts'
import type { ScriptResult } from '#outbound/script.ts'
import type { Database, Tx } from '#platform/db/open.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { Log } from '#platform/log.ts'

export type RunnerDeps = PlaceDeps & {
  database: Database
  keyOf: KeyOf
  hasLine: (id: string) => boolean
  log: Log
  now: () => number
}

/** A node that has not renewed its hold for so long is gone. */
const HOLD_MS = 60_000
const RENEW_MS = 15_000
const LOOKED_AT = 200

/** Calls whoever is due, as far as this node has the line. What is decided stands in tables before anything rings. */
export function openCampaignRunner(deps: RunnerDeps) {
  const going = new Set<Promise<void>>()
  const closing = new AbortController()
  const call = (plan: CampaignPlan, campaignId: string, held: HeldTarget) => {
    const work = callAndSettle(deps, plan, campaignId, held, closing.signal).catch((error: unknown) =>
      deps.log.error({ err: error, campaign: campaignId }, 'a call of a campaign failed; its hold runs out'),
    )
    going.add(work)
    void work.finally(() => going.delete(work))
  }
  return {
    /** Looks once at every campaign at work. */
    async tick(): Promise<void> {
      await recoverLost(deps)
      for (const { id, status, plan } of await campaignsAtWork(deps.database.db)) {
        if (closing.signal.aborted) return
        if (status === 'paused' && deps.now() < Date.parse(plan.endsAt)) continue
        for (const held of await takeDue(deps, id)) call(plan, id, held)
        await finishWhenOver(deps, id)
      }
    },
    /** Nobody further is called, and what still rings stops ringing. */
    close: () => closing.abort(),
    async settled(): Promise<void> {
      while (going.size) await Promise.all(going)
    },
  }
}

/** Those who are called now, each held for this node with an attempt that counts. */
async function takeDue(deps: RunnerDeps, id: string): Promise<HeldTarget[]> {
  const now = deps.now()
  return deps.database.transaction(async (tx) => {
    await lockDecisions(tx)
    const campaign = await lockCampaign(tx, id)
    if (campaign?.status !== 'running' && campaign?.status !== 'paused') return []
    const { plan } = campaign
    const over = now >= Date.parse(plan.endsAt)
    if (!over && (campaign.status === 'paused' || !deps.hasLine(plan.line))) return []
    const decision = whoNext(plan, await readMoment(tx, id, { now, all: over, limit: LOOKED_AT }))
    for (const { id, as } of decision.settle)
      await settleTarget(
        tx,
        id,
        { status: as, nextAt: null },
        { now: new Date(now), why: as === 'skipped' ? 'do-not-call' : null },
      )
    for (const { id, at } of decision.later) await postponeTarget(tx, id, at)
    const held: HeldTarget[] = []
    for (const target of decision.call) {
      const until = new Date(now + HOLD_MS + plan.pacing.ringSeconds * 1000)
      held.push(await holdTarget(tx, target, { attemptId: newId(), now: new Date(now), until }))
    }
    if (held.length || decision.settle.length) await appendEvents(tx, [campaignFact(id, 'progress')])
    return held
  })
}

async function callAndSettle(
  deps: RunnerDeps,
  plan: CampaignPlan,
  campaignId: string,
  held: HeldTarget,
  signal: AbortSignal,
): Promise<void> {
  const { database, log } = deps
  const renew = setInterval(() => {
    renewHold(database.db, held.attemptId, new Date(deps.now() + HOLD_MS)).catch((error: unknown) =>
      log.warn({ err: error }, 'the hold of a call of a campaign was not renewed'),
    )
  }, RENEW_MS)
  try {
    const onCall = (callId: string) => noteCall(database.db, held.attemptId, callId)
    const result = await placeCall(deps, plan, held, { signal, onCall })
    await database.transaction((tx) => settle(deps, tx, campaignId, held, result))
  } finally {
    clearInterval(renew)
  }
  await finishWhenOver(deps, campaignId)
}

type Attempted = Pick<HeldTarget, 'id' | 'attemptId' | 'attempts'>
type Result = ScriptResult & { why: string | null }

async function settle(deps: RunnerDeps, tx: Tx, campaignId: string, held: HeldTarget, result: Result): Promise<void> {
  if (result.optedOut) {
    const stop = { number: held.number, source: result.optedOut, reason: '', campaignId }
    await stopCalling(tx, deps.keyOf, stop, { actor: 'system', ip: '' }, new Date(deps.now()))
  }
  await settleAttempt(deps, tx, campaignId, held, result)
}

async function settleAttempt(
  deps: RunnerDeps,
  tx: Tx,
  campaignId: string,
  { id, attemptId, attempts }: Attempted,
  { outcome, why, answers }: { outcome: Outcome; why: string | null; answers?: Record<string, string> },
): Promise<void> {
  const now = deps.now()
  // The campaign first, then its targets: the order in which everybody locks them.
  const campaign = await lockCampaign(tx, campaignId)
  if (!campaign || !(await endAttempt(tx, attemptId, outcome, new Date(now)))) return
  const next = afterAttempt(campaign.plan, attempts, outcome, now)
  const over = campaign.status === 'cancelled' || campaign.status === 'finished'
  const stands = over ? { status: outcome, nextAt: null } : next
  await settleTarget(tx, id, stands, { now: new Date(now), why, ...(answers ? { answers } : {}) })
  await appendEvents(tx, [campaignFact(campaignId, 'progress')])
}

/** Attempts of nodes that are gone have failed; they count like any other. */
async function recoverLost(deps: RunnerDeps): Promise<void> {
  if (!(await lostAttempts(deps.database.db, new Date(deps.now()))).length) return
  await deps.database.transaction(async (tx) => {
    await lockDecisions(tx)
    for (const { targetId, campaignId, attemptId, attempts } of await lostAttempts(tx, new Date(deps.now())))
      await settleAttempt(
        deps,
        tx,
        campaignId,
        { id: targetId, attemptId, attempts },
        { outcome: 'failed', why: 'lost' },
      )
  })
}

async function finishWhenOver(deps: RunnerDeps, id: string): Promise<void> {
  if ((await openTargets(deps.database.db, id)).open) return
  await deps.database.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, id)
    if (campaign?.status !== 'running' && campaign?.status !== 'paused') return
    if ((await openTargets(tx, id)).open) return
    await setCampaignStatus(tx, id, 'finished', new Date(deps.now()))
    await appendEvents(tx, [campaignFact(id, 'finished')])
  })
}
