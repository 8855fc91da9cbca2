import type { FastifyInstance } from 'fastify'
import type { ReplyCheck } from '#conversations/reply.ts'
import { leaveRequest } from '#desk/leave-request.ts'
import { decline } from '#desk/routing/decline.ts'
import { readPlaces } from '#desk/routing/read-places.ts'
import { initialState } from '#dialogue/state.ts'
import { readEmotionStates } from '#emotion/states.ts'
import type { RateLimiter } from '#platform/http/rate-limit.ts'
import { newId } from '#platform/id.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import type { Periodic } from '#platform/periodic.ts'
import type { Authenticate } from '#team/authenticate.ts'
import type { CallCustomer } from '#voice/bridge/exchange.ts'
import type { PhoneSignal } from '#voice/bridge/move-phones.ts'
import { openExchange } from '#voice/bridge/open-exchange.ts'
import { mountPhones } from '#voice/bridge/phone-socket.ts'
import { bridgeRoutes } from '#voice/bridge/routes.ts'
import type { Lines } from '#voice/lines/open-lines.ts'
import type { Calls, CallsDeps } from '#voice/open-calls.ts'
import { systemTimers } from '#voice/transports/timers.ts'
import type { Core } from './open-core.ts'
import { requestTicket } from './open-routing.ts'
import { dialOver, outboundLines } from './outbound-lines.ts'

const TOUCH_MS = 20_000

export type PhonesOptions = {
  calls: Calls
  lines: Lines
  onEvents: (listen: (event: LedgerEvent) => void) => void
  callCustomer: CallCustomer
  /** A round of routing now. */
  round: () => Promise<unknown>
  wording: ReplyCheck
}

/** Agents' browsers as telephones, and the calls they take. */
export function openPhones(core: Core, options: PhonesOptions) {
  const { calls, lines, onEvents, callCustomer, round, wording } = options
  const { database, conversations, fanout, hub, log, node, nodes, metrics } = core
  const signal = ({ name, ...payload }: PhoneSignal) => hub.signal(name, [], payload)
  const onSignal = (listen: (what: PhoneSignal) => void) =>
    fanout.subscribe((message) => {
      const { name, payload } = JSON.parse(message) as { name: string; payload: object }
      if (name.startsWith('phone.')) listen({ name, ...payload } as PhoneSignal)
    })
  const exchange = openExchange({
    ...{ database, conversations, calls, onEvents, callCustomer, node, log },
    ...{ freshDialogue: initialState, timers: systemTimers, registry: metrics.registry, wording: wording.find },
    async decline(conversationId, userId) {
      await decline({ database, conversations }, conversationId, userId)
      await round()
    },
    dial: async (number, { lineId, ringMs, signal }) => {
      const id = lineId ?? outboundLines(lines)[0]?.id
      const dialled = id ? await dialOver(lines)(id, number, { ringMs, signal }) : null
      return dialled ?? { failed: 'failed' }
    },
    elsewhere: nodes.others,
    want: (userId) => signal({ name: 'phone.wanted', userId, node, watches: false }),
    caption: (id, line) => hub.signal('call.caption', [`conversation:${id}`], line),
  })
  return {
    routes: bridgeRoutes({ database }),
    start: (periodic: Periodic) => periodic.every('phones of this node', TOUCH_MS, exchange.touch),
    listen(app: FastifyInstance, authenticate: Authenticate, limiter: RateLimiter) {
      const doors = { app, authenticate, limiter, publicUrl: () => core.address.url }
      mountPhones({ ...doors, exchange, nodes, signal, onSignal, onEvents, log })
    },
    stop: exchange.stop,
  }
}

/** A number that can be called back. */
const DIALABLE = /^\+?\d{6,20}$/

/** What the queue tells and does for a caller who waits. */
export const openQueueing =
  ({ database, conversations, callers, log }: Core): CallsDeps['queueing'] =>
  ({ customerId, channel, number, language }, conversation) => {
    let known = channel === 'phone' && DIALABLE.test(number) ? number : ''
    if (!known)
      callers
        .find(customerId)
        .then((customer) => {
          if (customer?.verified && DIALABLE.test(customer.attributes.phone ?? '')) known = customer.attributes.phone!
        })
        .catch((error: unknown) => log.warn({ err: error }, 'whether a caller can be called back is not known'))
    return {
      async place() {
        const id = conversation()?.id
        if (!id) return null
        return (await readPlaces({ database, conversations, emotions: readEmotionStates })).get(id) ?? null
      },
      canCallBack: () => known !== '',
      callBack: () =>
        leaveRequest(
          { database, conversations, freshDialogue: initialState, openTicket: requestTicket },
          customerId,
          channel,
          { requestId: newId(), kind: 'call-back', text: '', phone: known, when: '' },
          language,
        ),
    }
  }
