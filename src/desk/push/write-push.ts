import type { Conversation } from '#conversations/contract.ts'
import type { PushPayload } from '#desk/push/contract.ts'
import type { Alert } from '#emotion/alerts/contract.ts'
import { writeMessage } from '#emotion/channels/write-message.ts'
import { maskName, maskText } from '#governance/mask.ts'

type Language = 'zh' | 'en'
type Write = (language: Language) => PushPayload

/** Lock screens are read by others: names are masked, and what stands in a text that could tell of somebody. */
const MOST_BODY = 120

export const writeWaiting =
  ({ id, customerName, handOver }: Conversation): Write =>
  (language) => {
    const title = WORDS[language].waiting(nameOf(customerName, language))
    return { title, body: bodyOf(handOver?.wants[language] ?? ''), to: `/desk/${id}`, tag: `/desk/${id}` }
  }

export const writeNewMessage =
  (id: string, customerName: string, preview: string): Write =>
  (language) => ({
    title: WORDS[language].message(nameOf(customerName, language)),
    body: bodyOf(preview),
    ...{ to: `/desk/${id}`, tag: `/desk/${id}` },
  })

export const writeMention =
  (kind: 'mention' | 'assigned', conversationId: string, seq: number): Write =>
  (language) => {
    const to = `/desk/${conversationId}?at=${seq}`
    return { title: WORDS[language][kind], body: '', to, tag: to }
  }

export const writeAlarm =
  (alert: Alert): Write =>
  (language) => {
    const { title, plain } = writeMessage([alert], language, '')
    const to = `/alerts/${alert.id}`
    return { title, body: plain.split('\n')[0] ?? '', to, tag: to }
  }

export type TicketNotice = {
  ticketId: string
  number: number
  title: string
  titleEn: string
  userIds: string[]
  why: string
  whyEn: string
}

export const writeTicket =
  ({ ticketId, number, title, titleEn, why, whyEn }: TicketNotice): Write =>
  (language) => {
    const to = `/tickets/${ticketId}`
    const [about, reason] = language === 'en' ? [titleEn || title, whyEn || why] : [title, why]
    return { title: WORDS[language].ticket(number, reason), body: bodyOf(about), to, tag: to }
  }

export const writeTest: Write = (language) => ({
  title: WORDS[language].testTitle,
  body: WORDS[language].test,
  ...{ to: '/account', tag: 'test' },
})

const nameOf = (name: string, language: Language) => maskName(name) || WORDS[language].visitor

function bodyOf(text: string): string {
  const { masked } = maskText(text)
  return masked.length > MOST_BODY ? `${masked.slice(0, MOST_BODY).replace(/[\uD800-\uDBFF]$/, '')}…` : masked
}

const WORDS = {
  zh: {
    waiting: (name: string) => `${name} 在等待人工服务`,
    message: (name: string) => `${name} 发来新消息`,
    mention: '同事在备注中提到了您',
    assigned: '有同事把会话交给了您',
    ticket: (number: number, why: string) => `工单 ${number}：${why}`,
    visitor: '访客',
    testTitle: '应和：测试通知',
    test: '已接通。控制台关闭时，您会在这里收到提醒。',
  },
  en: {
    waiting: (name: string) => `${name} is waiting for a person`,
    message: (name: string) => `New message from ${name}`,
    mention: 'A colleague mentioned you in a note',
    assigned: 'A colleague handed you a conversation',
    ticket: (number: number, why: string) => `Ticket ${number}: ${why}`,
    visitor: 'A visitor',
    testTitle: 'Yinghe: test notification',
    test: 'It works. This is where you hear of news while the console is closed.',
  },
}
