import type { Conversation } from '../../../../../src/conversations/contract.ts'
import type { TicketInput, TicketType } from '../../../../../src/tickets/contract.ts'

const BY_WORD: [RegExp, TicketType][] = [
  [/投诉|complain/i, 'complaint'],
  [/退|换货|refund|return|exchange/i, 'refund'],
  [/物流|快递|配送|地址|deliver|parcel|shipping|address/i, 'logistics'],
  [/维修|保修|repair|warranty/i, 'repair'],
  [/发票|invoice/i, 'invoice'],
  [/故障|质量|坏|fault|broken|quality/i, 'quality'],
]

/** What the hand-over brief knows, as the start of a ticket in the agent's language. */
export function prefillTicket(
  conversation: Conversation,
  locale: 'zh' | 'en',
): Pick<TicketInput, 'type' | 'title' | 'description' | 'priority' | 'fields'> {
  const { handOver } = conversation
  const title = (conversation.subject || handOver?.wants[locale] || conversation.lastMessage?.preview || '').slice(
    0,
    200,
  )
  const words = `${title} ${handOver?.reason ?? ''}`
  const type = BY_WORD.find(([word]) => word.test(words))?.[1] ?? 'other'
  const lines = [
    ...(handOver?.tried.map((step) => `· ${step[locale]}`) ?? []),
    ...(handOver?.facts.map((fact) => `${fact.label[locale]}: ${fact.value}`) ?? []),
  ]
  const fields = Object.fromEntries(
    (handOver?.facts ?? [])
      .slice(0, 40)
      .map((fact) => [fact.label[locale].slice(0, 60) || '-', fact.value.slice(0, 1000)]),
  )
  const urgent = conversation.priority > 1 || handOver?.reason === 'complaint'
  return { type, title, description: lines.join('\n'), priority: urgent ? 'high' : 'normal', fields }
}
