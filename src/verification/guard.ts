import type { ActionCall, ActionOutcome, Perform } from '#business/contract.ts'
import { newId } from '#platform/id.ts'
import {
  type Need,
  RANKS,
  refusalFor,
  type VerificationNeed,
  type VerificationSettings,
} from '#verification/contract.ts'

const SENTENCES: Record<Need, { zh: string; en: string }> = {
  none: { zh: '', en: '' },
  any: { zh: '办理这项业务前，需要先确认是您本人。', en: 'I need to make sure that it is you before I can do this.' },
  questions: {
    zh: '办理这项业务前，需要先验证您的身份。',
    en: 'Your identity has to be verified before this can be done.',
  },
  code: {
    zh: '办理这项业务前，需要先用验证码验证您的身份。',
    en: 'Your identity has to be verified with a one-time code before this can be done.',
  },
}

/** What a piece of business asks for, by the operator's rows. Pure. */
export function needOf(settings: VerificationSettings, action: string, amount: number | null): Need {
  const row = settings.on ? settings.needs.find((one) => one.action === action) : undefined
  if (!row) return 'none'
  return row.codeFrom !== null && amount !== null && amount >= row.codeFrom ? 'code' : row.need
}

export type GuardDeps = {
  settings: () => VerificationSettings
  /** What is known of who speaks in a conversation, or of a customer without one. */
  rank: (customerId: string, conversationId: string | null) => Promise<number>
}

/**
 * Refuses business that asks for more than is proven, whoever calls it: the bot, an agent or another program. What the
 * house does by itself asks nobody.
 */
export function guardPerform(perform: Perform, { settings, rank }: GuardDeps): Perform {
  return async (call) => {
    const row = settings().on ? settings().needs.find(({ action }) => action === call.action) : undefined
    if (!row || call.actor === 'system' || call.actor.startsWith('rule:')) return perform(call)
    const has = await rank(call.customerId, call.conversationId)
    const wanted = await wantedBy(perform, row, call, has)
    return has >= RANKS[wanted] ? perform(call) : refusal(wanted)
  }
}

async function wantedBy(perform: Perform, row: VerificationNeed, call: ActionCall, has: number): Promise<Need> {
  if (row.codeFrom === null || has >= RANKS.code || has < RANKS[row.need]) return row.need
  const amount = await amountOf(perform, call)
  return amount !== null && amount >= row.codeFrom ? 'code' : row.need
}

/** What is at stake: what the call says itself, or its order. */
async function amountOf(perform: Perform, call: ActionCall): Promise<number | null> {
  const { amount, orderId } = call.input
  if (typeof amount === 'number') return amount
  if (typeof orderId !== 'string') return null
  const read = { ...call, action: 'orders.get', input: { orderId }, actor: 'system', idempotencyKey: newId() }
  const outcome = await perform(read)
  const found = outcome.ok ? (outcome.data as { amount?: unknown }).amount : null
  return typeof found === 'number' ? found : null
}

const refusal = (wanted: Need): ActionOutcome => ({
  ok: false,
  why: 'refused',
  code: refusalFor(wanted),
  message: SENTENCES[wanted],
})
