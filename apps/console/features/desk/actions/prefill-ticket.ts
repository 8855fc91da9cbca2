import i18next from 'i18next'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import type { TicketInput } from '../../../../../src/tickets/contract.ts'
import { distinctSteps } from '../distinct-steps.ts'

/** Tried in this order; "a complaint about a refund" is a complaint. */
const TOLD_BY_WORDS = ['complaint', 'refund', 'logistics', 'repair', 'invoice', 'quality'] as const

/** What the hand-over brief knows, as the start of a ticket in the agent's language. */
export function prefillTicket(
  conversation: Conversation,
  locale: 'zh' | 'en',
): Pick<TicketInput, 'type' | 'title' | 'description' | 'priority' | 'fields'> {
  const { handOver } = conversation
  const wish = handOver?.wants[locale] || conversation.subject || conversation.lastMessage?.preview || ''
  const title = wish.slice(0, 200)
  const words = `${title} ${handOver?.reason ?? ''}`
  const type = TOLD_BY_WORDS.find((one) => wordsOf(one).test(words)) ?? 'other'
  const lines = [
    ...distinctSteps(handOver?.tried ?? [], title).map((step) => `· ${step[locale]}`),
    ...(handOver?.facts.map((fact) => `${fact.label[locale]}${locale === 'zh' ? '：' : ': '}${fact.value}`) ?? []),
  ]
  const fields = Object.fromEntries(
    (handOver?.facts ?? [])
      .slice(0, 40)
      .map((fact) => [fact.label[locale].slice(0, 60) || '-', fact.value.slice(0, 1000)]),
  )
  const urgent = conversation.priority > 1 || handOver?.reason === 'complaint'
  return { type, title, description: lines.join('\n'), priority: urgent ? 'high' : 'normal', fields }
}

/** The words of both languages: a conversation may be in another one than the console. */
function wordsOf(type: (typeof TOLD_BY_WORDS)[number]): RegExp {
  const [zh, en] = [i18next.getFixedT('zh', 'desk'), i18next.getFixedT('en', 'desk')]
  return new RegExp(`${zh(`ticketWords.${type}`)}|${en(`ticketWords.${type}`)}`, 'i')
}
