import type { Tx } from '#platform/db/open.ts'
import type { TicketInput } from '#tickets/contract.ts'
import { noteTicket } from '#tickets/note.ts'
import { openTicket } from '#tickets/open.ts'

const HOUR = 3600_000
type Past = [
  hoursAgo: number,
  ticket: Omit<TicketInput, 'fields' | 'conversationId'> & { fields?: Record<string, string> },
]

/** What the desk was working on when the demo begins. */
const PAST: Past[] = [
  [
    20,
    {
      type: 'complaint',
      title: '送货延误的后续回访',
      description: '王建国的加湿器晚到四天，已补偿 30 元优惠券。请在签收后回访，确认问题已解决。',
      priority: 'high',
      customerId: 'c-wang',
      assigneeId: 'lina',
      fields: { order: 'HM10005001', complaint: 'CP30005001' },
    },
  ],
  [
    5,
    {
      type: 'refund',
      title: '吹风机退货质检',
      description: '退货已到仓，等待质检结果；完成后通知顾客退款到账时间。',
      priority: 'normal',
      customerId: 'c-chen',
      assigneeId: null,
      fields: { order: 'HM10004001', refund: 'RF20004001' },
    },
  ],
  [
    3,
    {
      type: 'repair',
      title: '电饭煲显示 E102，预约上门',
      description: '周先生家里的电饭煲偶尔显示 E102，希望上午有人上门看看。电话里请说慢一点。',
      priority: 'urgent',
      customerId: 'c-zhou',
      assigneeId: 'hao',
      fields: { order: 'HM10002001', fault: 'E102' },
    },
  ],
]

/** Each was answered when the demo begins, so that its supervisors are not called at once. */
const ANSWERED = '已收到您的问题，我们正在处理，有进展会第一时间告诉您。'

export async function seedTickets(tx: Tx): Promise<void> {
  for (const [hoursAgo, ticket] of PAST) {
    const now = new Date(Date.now() - hoursAgo * HOUR)
    const { id } = await openTicket(tx, { fields: {}, conversationId: null, ...ticket }, 'system', { now })
    await noteTicket(tx, id, { body: ANSWERED, customerVisible: true }, { id: 'user:fang', name: '方琳' })
  }
}
