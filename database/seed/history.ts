import { openConversations } from '#conversations/change.ts'
import type { Part } from '#conversations/contract.ts'
import type { Change } from '#conversations/stored.ts'
import type { Database } from '#platform/db/open.ts'
import { newId } from '#platform/id.ts'
import { freshConversation } from '#reception/open.ts'

type Line = [who: 'customer' | 'bot' | 'agent', text: string]
type Past = {
  daysAgo: number
  customer: string
  name: string
  tier: string
  agent: [id: string, name: string] | null
  subject: string
  rating: number
  comment: string
  lines: Line[]
}

/** What the cast talked about before today, so that an agent finds a history. */
const PAST: Past[] = [
  {
    daysAgo: 6,
    customer: 'c-wang',
    name: '王建国',
    tier: 'regular',
    agent: ['lina', '李娜'],
    subject: '投诉：加湿器送货延误',
    rating: 2,
    comment: '等了四天才到，客服态度还可以。',
    lines: [
      ['customer', '我的加湿器说好前天到，现在还没影，你们怎么回事？'],
      ['bot', '非常抱歉让您久等。我已为您登记投诉 CP30005001，并转接人工同事处理。'],
      ['agent', '王先生您好，我是李娜。查到包裹在中转站滞留，我已经催促承运方，今晚会再给您消息。'],
      ['customer', '行吧，这次先算了，别有下次。'],
      ['agent', '谢谢您的理解。补偿的 30 元优惠券已经放到您的账户，包裹明天上午送达。'],
    ],
  },
  {
    daysAgo: 12,
    customer: 'c-lin',
    name: '林婉清',
    tier: 'vip',
    agent: null,
    subject: '咨询：扫地机器人滤网更换',
    rating: 5,
    comment: '',
    lines: [
      ['customer', 'X10 的滤网多久换一次？'],
      ['bot', '建议每 3 个月更换一次滤网；如果家里有宠物，可缩短到 2 个月。'],
      ['customer', '好的谢谢'],
      ['bot', '不客气，祝您生活愉快。'],
    ],
  },
  {
    daysAgo: 3,
    customer: 'c-emma',
    name: 'Emma Clarke',
    tier: 'silver',
    agent: ['amy', 'Amy Zhang'],
    subject: 'Question: recipe for the air fryer',
    rating: 4,
    comment: 'Friendly and quick.',
    lines: [
      ['customer', 'Is there an English manual for the air fryer?'],
      ['agent', 'Hi Emma, yes. I have just sent the PDF to your e-mail address.'],
      ['customer', 'Great, thanks a lot!'],
    ],
  },
]

/** Writes the past conversations of the cast, closed and rated. */
export async function seedHistory(database: Database): Promise<void> {
  for (const past of PAST) {
    const at = new Date(Date.now() - past.daysAgo * 24 * 3600_000)
    const conversations = openConversations(database, () => at)
    const caller = {
      id: past.customer,
      name: past.name,
      tier: past.tier,
      verified: true,
      elderly: false,
      language: 'zh' as const,
    }
    const language = past.agent?.[0] === 'amy' ? 'en' : 'zh'
    const opened = { openedAt: at.toISOString(), subject: past.subject }
    const fresh = { ...freshConversation(newId(), { channel: 'web', language }, caller), ...opened }
    await conversations.open(fresh, () => ({
      messages: past.lines.map((line) => toMessage(past, line)),
      actor: 'system',
    }))
    await conversations.change(fresh.id, (c): Change => {
      const now = at.toISOString()
      const patch = {
        status: 'closed' as const,
        closedAt: now,
        closeReason: 'solved',
        answeredSeq: c.lastSeq,
        rating: past.rating,
        ratingComment: past.comment || null,
      }
      return { patch, what: 'closed', actor: past.agent ? `user:${past.agent[0]}` : 'bot' }
    })
  }
}

function toMessage(past: Past, [who, text]: Line) {
  const parts: Part[] = [{ kind: 'text', text }]
  if (who === 'customer') return { author: { kind: who, id: past.customer, name: past.name }, parts }
  if (who === 'bot') return { author: { kind: who, id: 'bot', name: '小禾' }, parts, generated: true }
  return { author: { kind: who, id: past.agent![0], name: past.agent![1] }, parts }
}
