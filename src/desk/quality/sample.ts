import type { Conversation } from '#conversations/contract.ts'
import type { SamplingRule } from '#desk/quality/contract.ts'
import { GENERAL } from '#desk/routing/contract.ts'
import { hashText } from '#platform/hash-text.ts'

/** What is known of a closed conversation when the rules are asked. */
export type Sampled = Pick<Conversation, 'id' | 'channel' | 'queueId' | 'rating'> & {
  agentId: string
  alerted: boolean
  transferred: boolean
}

/** The first rule that takes a conversation for inspection; by chance that depends on rule and conversation alone. Pure. */
export function ruleFor(rules: readonly SamplingRule[], one: Sampled): SamplingRule | null {
  const fits = (rule: SamplingRule) =>
    rule.active &&
    (rule.agentId === null || rule.agentId === one.agentId) &&
    (rule.channel === null || rule.channel === one.channel) &&
    (rule.queueId === null || rule.queueId === (one.queueId ?? GENERAL)) &&
    triggered(rule.trigger, one) &&
    drawn(`${rule.id} ${one.id}`) < rule.share
  return rules.find(fits) ?? null
}

function triggered(trigger: SamplingRule['trigger'], { rating, alerted, transferred }: Sampled): boolean {
  if (trigger === 'bad-rating') return rating !== null && rating <= 2
  if (trigger === 'emotion-alert') return alerted
  return trigger === 'transfer' ? transferred : true
}

/** 0 … 99, evenly; the same key gives the same on every node. */
export function drawn(key: string): number {
  let hash = hashText(key)
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b)
  return ((hash ^ (hash >>> 15)) >>> 0) % 100
}
