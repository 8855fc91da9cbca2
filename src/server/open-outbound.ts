import { callingNumber } from '#customers/find-by-contact.ts'
import { listQueues } from '#desk/routing/queries.ts'
import { endLostByHand, forgetTargets } from '#outbound/attempt-queries.ts'
import { openCallByHand } from '#outbound/call-by-hand.ts'
import { consentRoutes } from '#outbound/consent-routes.ts'
import { doNotCallRoutes } from '#outbound/do-not-call-routes.ts'
import { openKeys } from '#outbound/number-key.ts'
import { campaignRoutes } from '#outbound/routes.ts'
import { openCampaignRunner } from '#outbound/run-campaigns.ts'
import { newId } from '#platform/id.ts'
import type { Periodic } from '#platform/periodic.ts'
import { freshConversation } from '#reception/open.ts'
import { toCaller } from '#reception/world.ts'
import { AROUND_THE_CLOCK } from '#team/hours.ts'
import type { Lines } from '#voice/lines/open-lines.ts'
import type { Calls } from '#voice/open-calls.ts'
import type { Core } from './open-core.ts'
import type { Mind } from './open-mind.ts'
import { dialOver, outboundLines } from './outbound-lines.ts'

const HOUR = 3600_000
/** Proof of who was called stays so long after a campaign. */
const KEPT_MS = 180 * 24 * HOUR

/** A call that was placed by hand and whose node is gone is taken for over after so long. */
const LOST_MS = 5 * 60_000

/** Calls that the house makes: campaigns over the lines of this node, and who must not be called. */
export function openOutbound(core: Core, mind: Mind, lines: Lines, calls: Calls) {
  const { database, log, callers, isBlocked } = core
  const keyOf = openKeys(core.secrets.session)
  const now = () => Date.now()
  const usable = () => outboundLines(lines)
  const runner = openCampaignRunner({
    ...{ database, log, keyOf, now, lead: calls.lead, dial: dialOver(lines) },
    hasLine: (id) => usable().some((line) => line.id === id),
    house: mind.botName,
    person: async ({ customerId, number, language }) => {
      const known = customerId ? await callers.find(customerId) : null
      // It is we who call: the number is his because he gave it to us.
      return known ?? callers.calling({ number, trusted: true, language })
    },
  })
  const callCustomer = openCallByHand({
    ...{ database, conversations: core.conversations, keyOf, now, log, calls, dial: dialOver(lines) },
    customer: callers.find,
    callingNumber: async (id) => (await callingNumber(database.db, id))?.address ?? null,
    line: (wanted) => usable().find(({ id }) => wanted === null || id === wanted) ?? null,
    timeZone: async () =>
      (await listQueues(database.db)).find(({ hours }) => hours)?.hours?.timeZone ?? AROUND_THE_CLOCK.timeZone,
    fresh: (customer, userId) => ({
      ...freshConversation(newId(), { channel: 'phone', language: customer.language }, toCaller(customer)),
      ...{ status: 'human', assigneeId: userId, acceptedAt: new Date().toISOString() },
    }),
  })
  let looking: Promise<void> = Promise.resolve()
  const look = () => {
    looking = looking
      .then(runner.tick)
      .catch((error: unknown) => log.error({ err: error }, 'campaigns cannot be looked at'))
    return looking
  }
  return {
    callCustomer,
    routes: [
      ...campaignRoutes({ database, keyOf, isBlocked, now, lines: usable, wake: () => void look() }),
      ...doNotCallRoutes({ database, keyOf }),
      ...consentRoutes({ database, keyOf, customer: callers.find }),
    ],
    start(periodic: Periodic) {
      periodic.every('calls of campaigns', 1000, look)
      periodic.every('calls by hand of lost nodes', LOST_MS, () =>
        endLostByHand(database.db, new Date(Date.now() - LOST_MS), new Date()),
      )
      periodic.every('forget who was called', HOUR, () => forgetTargets(database.db, new Date(Date.now() - KEPT_MS)))
    },
    /** Nobody further is called; calls that go on are ended by whoever stops them. */
    close: runner.close,
    async settled() {
      await looking
      await runner.settled()
    },
  }
}
