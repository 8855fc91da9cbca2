import { GENERAL, type PolicyRules, type QueueInput } from '#desk/routing/contract.ts'

/** What holds until an operator releases a policy of the house's own. */
export const STARTING_RULES: PolicyRules = {
  urgency: { vip: 30, risk: 40, emotion: 36, sla: 20, priority: 6, ageing: 2 },
  urgentFrom: 24,
  ageLimitMinutes: 15,
  fit: { dedicated: 60, lastAgent: 20, language: 10, skill: 20, senior: 40, workload: 30, idle: 10 },
  dedicatedWaitSeconds: 60,
  seniorWaitSeconds: 90,
  relaxAfterSeconds: 120,
  onShiftOnly: false,
  peak: { mode: 'auto', waiting: 30, answer: -0.05, patience: 0 },
}

/** The queue that is always there and takes what no other takes; agents pull from it. */
export const GENERAL_QUEUE: QueueInput & { id: string } = {
  id: GENERAL,
  name: { zh: '综合队列', en: 'General' },
  position: 1000,
  takes: { skills: [], tiers: [], tags: [], languages: [], channels: [] },
  skills: [],
  teams: [],
  hours: null,
  overflow: null,
  alertAfterSeconds: 180,
  mode: 'manual',
  offerSeconds: 30,
  night: 'bot-and-urgent',
  serviceLevel: { share: 0.8, seconds: 20 },
}
