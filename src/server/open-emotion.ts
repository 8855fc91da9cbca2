import { mayRead, requireReadable, requireServing } from '#conversations/access.ts'
import { alertRoutes } from '#emotion/alerts/alert-routes.ts'
import { runAlertClock } from '#emotion/alerts/clock.ts'
import { endAlertOf, raiseAlerts } from '#emotion/alerts/raise.ts'
import { forgetNews } from '#emotion/channels/channel-queries.ts'
import { channelRoutes } from '#emotion/channels/channel-routes.ts'
import { deliverNews } from '#emotion/channels/deliver.ts'
import { followFeelings } from '#emotion/follow.ts'
import { emotionRoutes } from '#emotion/routes.ts'
import { issueDueOffers } from '#emotion/strategy/issue-offers.ts'
import { reapplyStrategies } from '#emotion/strategy/reapply.ts'
import { strategyRoutes } from '#emotion/strategy/strategy-routes.ts'
import { treatmentRoutes } from '#emotion/strategy/treatment-routes.ts'
import type { Actor } from '#platform/http/route.ts'
import type { Periodic } from '#platform/periodic.ts'
import { openSeal } from '#platform/settings/seal.ts'
import { listTypes } from '#tickets/types/type-queries.ts'
import { offerWork } from './offer-work.ts'
import type { Business } from './open-business.ts'
import type { Core } from './open-core.ts'
import type { Mind } from './open-mind.ts'

const DAY = 24 * 60 * 60_000

/** How customers feel, read from what they write as it happens; alerts about it, and how they leave the house. */
export async function openEmotion(core: Core, mind: Mind, { perform }: Pick<Business, 'perform'>) {
  const { database, conversations, log, tail } = core
  const origins = core.config.YINGHE_ALERT_ORIGINS.split(',').filter(Boolean)
  const out = {
    database,
    log,
    seal: openSeal(core.secrets.session, 'alert channels'),
    origins,
    publicUrl: () => core.address.url,
    now: () => new Date(),
  }
  const offers = { database, find: mind.strategies.find, perform, work: offerWork }
  const readable = async (actor: Actor, id: string) => {
    const conversation = await conversations.load(id)
    requireReadable(actor, conversation)
    return conversation
  }
  const sending = openSending(() => deliverNews(out))
  tail.onEvents((events) => {
    if (events.some(({ kind }) => kind.startsWith('alert.'))) sending.wake()
  })
  const reader = await followFeelings({
    database,
    log,
    understand: mind.understand,
    onMoved: async (tx, moved) => {
      await raiseAlerts(tx, moved)
      await reapplyStrategies(tx, moved, mind.strategy)
    },
    onClosed: endAlertOf,
  })
  return {
    routes: [
      ...emotionRoutes({ database, mayRead: (actor, id) => mayRead(conversations, actor, id) }),
      ...alertRoutes({ database }),
      ...channelRoutes(out),
      ...strategyRoutes({
        database,
        strategies: mind.strategies,
        ticketTypes: async () => (await listTypes(database.db)).filter(({ active }) => active),
      }),
      ...treatmentRoutes({
        ...offers,
        readable: (actor, id) => readable(actor, id),
        served: async (actor, id) => {
          const conversation = await readable(actor, id)
          requireServing(actor, conversation)
          return conversation
        },
      }),
    ],
    start(periodic: Periodic) {
      periodic.every('escalate alerts', 2000, () => runAlertClock(database))
      periodic.every('issue offers', 10_000, () => issueDueOffers(offers))
      periodic.every('send alerts', 5000, () => sending.wake())
      periodic.every('forget sent alerts', DAY / 24, () => forgetNews(database.db, new Date(Date.now() - 30 * DAY)))
    },
    async stop() {
      await reader.stop()
      await sending.settled()
    },
  }
}

/** One delivery at a time; what comes meanwhile makes it look once more. */
function openSending(deliver: () => Promise<unknown>) {
  let running: Promise<unknown> | null = null
  let again = false
  const wake = (): Promise<unknown> => {
    again = true
    running ??= (async () => {
      while (again) {
        again = false
        await deliver()
      }
    })().finally(() => {
      running = null
    })
    return running
  }
  return { wake: () => wake(), settled: async () => void (await running) }
}
