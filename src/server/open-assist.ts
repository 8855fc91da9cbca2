import { phraseBrief } from '#answers/phrase-brief.ts'
import type { Perform } from '#business/contract.ts'
import { orderRules } from '#business/order-rules.ts'
import { order, orderList } from '#business/shapes.ts'
import { refusalText } from '#business/wording.ts'
import { openReplyCheck } from '#desk/assist/check-reply.ts'
import { openLearntRanker } from '#desk/assist/learn.ts'
import { assistRoutes } from '#desk/assist/routes.ts'
import type { OpenOrder, Rule } from '#desk/brief/contract.ts'
import { briefRoutes } from '#desk/brief/routes.ts'
import { openSolvedCases } from '#desk/brief/solved-cases.ts'
import { practiceRoutes } from '#desk/practice/routes.ts'
import { followClosed } from '#desk/quality/follow-closed.ts'
import { qualityRoutes } from '#desk/quality/routes.ts'
import { transferRoutes } from '#desk/transfers/routes.ts'
import { followTransfers } from '#desk/transfers/score-transfers.ts'
import { flowNext } from '#dialogue/next-step.ts'
import { checkWording } from '#packs/contract.ts'
import type { Route } from '#platform/http/route.ts'
import { newId } from '#platform/id.ts'
import { openOf } from '#tickets/open-of.ts'
import type { Core } from './open-core.ts'
import type { Mind } from './open-mind.ts'

const DONE = new Set(['cancelled', 'refunded'])
/** An order delivered longer ago than this is no longer under way. */
const RECENT_MS = 30 * 24 * 3600_000
const MOST_ORDERS = 3

/** What helps a person at work: the hand-over brief, and what it rests on. */
export async function openAssist(core: Core, mind: Mind, perform: Perform) {
  const { database, conversations, callers, log, llm } = core
  const solved = await openSolvedCases({ database, conversations, tools: mind.tools, log })
  const ask = (action: string, input: Record<string, unknown>, customerId: string) =>
    perform({ action, input, customerId, conversationId: null, actor: 'system', idempotencyKey: newId() })
  const brief = {
    database,
    conversations,
    search: mind.search,
    solved,
    customer: callers.find,
    orders: async (customerId: string): Promise<OpenOrder[] | null> => {
      const outcome = await ask('orders.list', {}, customerId)
      if (!outcome.ok) return outcome.why === 'unavailable' ? null : []
      const since = new Date(Date.now() - RECENT_MS).toISOString()
      return orderList
        .parse(outcome.data)
        .orders.filter(({ status, deliveredAt }) => !DONE.has(status) && (deliveredAt ?? since) >= since)
        .slice(0, 5)
        .map(({ id, status, amount, items }) => ({ id, status, amount, title: namesOf(items) }))
    },
    tickets: (customerId: string) => openOf(database, customerId),
    next: (path: string | null, intent: string | null) => flowNext(mind.flows().flows, path, intent),
    rules: async (customerId: string, orderIds: string[], intent: string | null): Promise<Rule[]> => {
      const found: Rule[] = []
      for (const orderId of orderIds.slice(0, MOST_ORDERS)) {
        const outcome = await ask('orders.get', { orderId }, customerId)
        const read = outcome.ok ? order.safeParse(outcome.data) : null
        if (!read?.success) continue
        for (const { title, text, intents } of orderRules(read.data, new Date()))
          found.push({ refId: orderId, title, text, fits: intent !== null && intents.includes(intent) })
      }
      return found
    },
    titles: { intent: mind.intentTitle, refusal: refusalText },
    phrase: phraseBrief(llm),
  }
  const ranker = await openLearntRanker(core)
  const quality = { database, conversations, rules: mind.rules }
  const readers = [
    solved,
    await followTransfers({ ...core, search: mind.search, thresholds: mind.thresholds.current }),
    await followClosed({ ...quality, log }),
  ]
  const routes: Route[] = [
    ...briefRoutes(brief),
    ...assistRoutes({ ...brief, scripts: mind.scripts, ranker }),
    ...transferRoutes({
      database,
      titleOf: mind.intentTitle,
      thresholdOf: mind.intentThreshold,
      set: mind.intentThresholds.current,
      change: mind.intentThresholds.change,
    }),
    ...qualityRoutes(quality),
    ...practiceRoutes({ database, scenarios: mind.practice, hear: openEar(mind) }),
  ]
  return {
    routes,
    wording: openReplyCheck(database, mind.rules),
    async stop() {
      for (const reader of readers) await reader.stop()
    },
  }
}

/** What a practice customer hears in an agent's text. */
const openEar = (mind: Mind) => (text: string, language: 'zh' | 'en') => ({
  banned: checkWording(mind.rules(), text, language).map((finding) => finding.text),
  negative: mind.understand(text, { now: new Date(), language }).emotion.negative,
})
export type Assist = Awaited<ReturnType<typeof openAssist>>

const namesOf = (items: { name: string; nameEn: string }[]) => ({
  zh: items.map(({ name }) => name).join('、'),
  en: items.map(({ name, nameEn }) => nameEn || name).join(', '),
})
