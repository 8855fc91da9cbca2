import { recordAudit } from '#governance/record-audit.ts'
import { insertTargets, settleWaiting } from '#outbound/attempt-queries.ts'
import { type AudienceDeps, chooseAudience } from '#outbound/audience.ts'
import { type CampaignInput, type CampaignPlan, type CampaignStatus, LAWFUL_HOURS } from '#outbound/contract.ts'
import {
  deleteCampaign,
  type ImportedNumber,
  insertCampaign,
  lockCampaign,
  markStarted,
  replaceNumbers,
  type StoredCampaign,
  saveCampaign,
  setCampaignStatus,
} from '#outbound/queries.ts'
import type { Database, Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'

export type By = { actor: string; ip: string }

/** Throws campaign_hours, campaign_questions, campaign_evidence. */
function checkPlan(plan: CampaignPlan): void {
  const spans = [...plan.hours.weekly.flat(), ...plan.hours.special.flatMap(({ spans }) => spans)]
  const { from, to } = LAWFUL_HOURS
  if (!spans.length || spans.some((span) => span.from < from || span.to > to)) throw new AppError('campaign_hours')
  if ((plan.purpose === 'questionnaire') !== plan.questions.length > 0) throw new AppError('campaign_questions')
  const askedThemselves = plan.basis === 'consent' && plan.audience.from === 'customers'
  if (!askedThemselves && !plan.evidence) throw new AppError('campaign_evidence')
}

export async function createCampaign(database: Database, input: CampaignInput, by: By): Promise<string> {
  checkPlan(input.plan)
  const id = newId()
  await database.transaction(async (tx) => {
    await insertCampaign(tx, id, input, by.actor)
    await tell(tx, id, 'saved', by)
  })
  return id
}

/** Only a draft can be changed. Throws campaign_state and what checkPlan throws. */
export async function editCampaign(database: Database, id: string, input: CampaignInput, by: By, now: Date) {
  checkPlan(input.plan)
  await database.transaction(async (tx) => {
    await draft(tx, id)
    await saveCampaign(tx, id, input, now)
    await tell(tx, id, 'saved', by)
  })
}

export async function importNumbers(database: Database, id: string, numbers: readonly ImportedNumber[], by: By) {
  await database.transaction(async (tx) => {
    await draft(tx, id)
    await replaceNumbers(tx, id, numbers)
    const detail = { count: numbers.length }
    await recordAudit(tx, { ...by, action: 'campaign.numbers', target: `campaign:${id}`, detail })
  })
}

export async function removeCampaign(database: Database, id: string, by: By): Promise<void> {
  await database.transaction(async (tx) => {
    await draft(tx, id)
    await deleteCampaign(tx, id)
    await recordAudit(tx, { ...by, action: 'campaign.removed', target: `campaign:${id}` })
  })
}

async function draft(tx: Tx, id: string): Promise<StoredCampaign> {
  const found = await lockCampaign(tx, id)
  if (!found) throw new AppError('not_found')
  if (found.status !== 'draft') throw new AppError('campaign_state')
  return found
}

/** From which states a campaign comes to which. */
const FROM: Partial<Record<CampaignStatus, readonly CampaignStatus[]>> = {
  running: ['draft', 'paused'],
  paused: ['running'],
  cancelled: ['draft', 'running', 'paused'],
}

type MoveDeps = AudienceDeps & { database: Database; hasLine: (id: string) => boolean; now: () => number }

/**
 * Starts, pauses, resumes or cancels. At its start it is settled whom the campaign calls. Throws campaign_state,
 * campaign_end, campaign_nobody, line_closed.
 */
export async function moveCampaign(deps: MoveDeps, id: string, to: 'running' | 'paused' | 'cancelled', by: By) {
  const now = new Date(deps.now())
  await deps.database.transaction(async (tx) => {
    const found = await lockCampaign(tx, id)
    if (!found) throw new AppError('not_found')
    if (!FROM[to]!.includes(found.status)) throw new AppError('campaign_state')
    if (to === 'running') await start(deps, tx, found, now)
    else await setCampaignStatus(tx, id, to, now)
    if (to === 'cancelled') await settleWaiting(tx, id, 'cancelled', now)
    await tell(tx, id, to, by)
  })
}

async function start(deps: MoveDeps, tx: Tx, found: StoredCampaign, now: Date): Promise<void> {
  const { id, plan, status } = found
  if (now.getTime() >= Date.parse(plan.endsAt)) throw new AppError('campaign_end')
  if (!deps.hasLine(plan.line)) throw new AppError('line_closed')
  if (status !== 'draft') return setCampaignStatus(tx, id, 'running', now)
  checkPlan(plan)
  const { callable } = await chooseAudience(tx, found, deps, now)
  if (!callable.length) throw new AppError('campaign_nobody')
  const first = plan.startsAt && Date.parse(plan.startsAt) > now.getTime() ? new Date(plan.startsAt) : now
  await insertTargets(tx, id, callable, first)
  // From here on the people of the campaign stand in its targets.
  await replaceNumbers(tx, id, [])
  await markStarted(tx, id, now)
}

async function tell(tx: Tx, campaignId: string, what: 'saved' | 'running' | 'paused' | 'cancelled', by: By) {
  await recordAudit(tx, { ...by, action: `campaign.${what}`, target: `campaign:${campaignId}` })
  await appendEvents(tx, [campaignFact(campaignId, what, by.actor)])
}

export const campaignFact = (campaignId: string, what: 'saved' | CampaignStatus | 'progress', actor = 'system') => ({
  kind: 'campaign.changed',
  conversationId: null,
  customerId: null,
  actor,
  payload: { campaignId, what },
})
