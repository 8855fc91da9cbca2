import type { QueueInput } from '#desk/routing/contract.ts'
import { writeProfile } from '#desk/routing/policy-queries.ts'
import { insertQueue } from '#desk/routing/queries.ts'
import { GENERAL_QUEUE } from '#desk/routing/starting-policy.ts'
import { insertTeam, writeTeamsOf } from '#desk/teams/queries.ts'
import type { Tx } from '#platform/db/open.ts'

const { id: _, ...GENERAL } = GENERAL_QUEUE
const nobody = { skills: [], tiers: [], tags: [], languages: [], channels: [] }

/** Open around the clock, so that the demo works whenever it is looked at. */
const QUEUES: Record<string, QueueInput> = {
  vip: {
    ...GENERAL,
    name: { zh: 'VIP 专线', en: 'VIP line' },
    position: 10,
    takes: { ...nobody, tiers: ['vip'] },
    overflow: { queueId: 'general', afterSeconds: 60 },
    alertAfterSeconds: 60,
    mode: 'offer',
    teams: ['vip'],
    night: 'wait',
    serviceLevel: { share: 0.9, seconds: 20 },
  },
  technical: {
    ...GENERAL,
    name: { zh: '技术支持', en: 'Technical support' },
    position: 20,
    takes: { ...nobody, skills: ['technical', 'warranty'] },
    skills: [{ skill: 'technical', level: 2 }],
    overflow: { queueId: 'general', afterSeconds: 180 },
  },
}

const PROFILES: Record<string, { levels: Record<string, number>; teams: string[]; senior?: boolean }> = {
  lina: { levels: { 'after-sale': 5, refund: 4 }, teams: ['vip'], senior: true },
  hao: { levels: { technical: 5, warranty: 4 }, teams: ['technical'] },
  amy: { levels: { 'after-sale': 4, english: 5 }, teams: ['vip'] },
}

const TEAMS: Record<string, string> = { vip: 'VIP 专席', technical: '技术支持组' }

/** The demo's queues and what its agents are good at. */
export async function seedQueues(tx: Tx): Promise<void> {
  const { id, ...general } = GENERAL_QUEUE
  await insertQueue(tx, id, general, 'system')
  for (const [team, name] of Object.entries(TEAMS)) await insertTeam(tx, team, { name, leadId: null, memberIds: [] })
  for (const [name, queue] of Object.entries(QUEUES)) await insertQueue(tx, name, queue, 'system')
  for (const [userId, { teams, ...profile }] of Object.entries(PROFILES)) {
    await writeProfile(tx, userId, { senior: false, ...profile, channels: {}, serves: null })
    await writeTeamsOf(tx, userId, teams)
  }
}
