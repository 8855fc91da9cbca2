import type { Perform } from '#business/contract.ts'
import { orderList, refund } from '#business/shapes.ts'
import { listQueues } from '#desk/routing/queries.ts'
import { readEmotionStates } from '#emotion/states.ts'
import { newId } from '#platform/id.ts'
import { isOpenAt } from '#team/hours.ts'
import type { OrderAtHand } from '#voice/menu/caller-facts.ts'
import { openVoiceMenus } from '#voice/menu/open-menus.ts'
import { menuRoutes } from '#voice/menu/routes.ts'
import type { Core } from './open-core.ts'
import type { Mind } from './open-mind.ts'

/** Nobody holds a telephone in silence while an order is looked up. */
const LOOK_UP_MS = 1_200
const MOST_ORDERS = 20

/** The telephone menu with what the house knows of a caller: his past, his mood, his orders, and who is at work. */
export function openVoiceMenu({ database, callers }: Core, mind: Mind, perform: Perform) {
  const ask = (action: string, input: Record<string, unknown>, customerId: string) =>
    perform({ action, input, customerId, conversationId: null, actor: 'system', idempotencyKey: newId() })
  const orders = async (customerId: string, language: 'zh' | 'en'): Promise<OrderAtHand[]> => {
    const outcome = await ask('orders.list', {}, customerId)
    const read = outcome.ok ? orderList.safeParse(outcome.data) : null
    if (!read?.success) return []
    const found = read.data.orders.slice(0, MOST_ORDERS)
    const returned = found.find(({ status, refundId }) => status === 'refunding' && refundId)
    const state = returned ? await stateOf(customerId, returned, language) : null
    return found.map((one) => ({
      ...{ status: one.status, placedAt: one.placedAt, returning: one === returned ? state : null },
      ...(one.deliveredAt ? { deliveredAt: one.deliveredAt } : {}),
    }))
  }
  const stateOf = async (customerId: string, { refundId, items }: Returned, language: 'zh' | 'en') => {
    const outcome = await ask('refunds.get', { refundId }, customerId)
    const read = outcome.ok ? refund.safeParse(outcome.data) : null
    const latest = read?.success ? read.data.steps.at(-1) : null
    if (!latest) return null
    const name = items[0]?.[language === 'zh' ? 'name' : 'nameEn'] ?? ''
    return language === 'zh' ? `您的${name}退款进度：${latest.text}` : `Your return of the ${name}: ${latest.textEn}`
  }
  const menus = openVoiceMenus({
    database,
    customer: async (id) => (await callers.find(id)) ?? null,
    topicOf: (subject) => mind.flows().flows.find(({ title }) => Object.values(title).includes(subject))?.id ?? null,
    emotionOf: async (id) => (await readEmotionStates(database.db, [id])).get(id) ?? null,
    orders: (id, language) => within(orders(id, language), LOOK_UP_MS, []),
    isOpen: async (now) => (await listQueues(database.db)).some(({ hours }) => !hours || isOpenAt(hours, now)),
  })
  return { ...menus, routes: menuRoutes(menus) }
}

type Returned = { refundId?: string | undefined; items: readonly { name: string; nameEn: string }[] }

/** What comes too late counts as unknown. */
function within<T>(work: Promise<T>, ms: number, instead: T): Promise<T> {
  let timer: NodeJS.Timeout
  const late = new Promise<T>((done) => {
    timer = setTimeout(() => done(instead), ms)
  })
  return Promise.race([work.catch(() => instead), late]).finally(() => clearTimeout(timer))
}
