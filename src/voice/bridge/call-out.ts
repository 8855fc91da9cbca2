import { AppError } from '#platform/errors.ts'
import type { CallCustomer, Exchange } from '#voice/bridge/exchange.ts'
import type { Phone } from '#voice/bridge/phones.ts'

type Wanted = Parameters<CallCustomer>[1]

/** An agent calls a customer: whoever may be called is rung, and once he answers both are in the call. */
export async function callOut({ deps, phones }: Exchange, phone: Phone, wanted: Wanted): Promise<void> {
  if (phone.callId || phone.dialling || phone.ringing.size) throw new AppError('phone_busy')
  if (!phone.link || !phone.ready || phone.actor.kind !== 'user') throw new AppError('own_phone_not_ready')
  const given = new AbortController()
  const off = () => given.abort()
  const { customerId, conversationId } = wanted
  const since = new Date(deps.timers.now()).toISOString()
  // Nothing else rings from now on.
  phone.dialling = { shown: { customerId, conversationId, customerName: '', number: '', line: '', since }, off }
  const dialling = phone.dialling
  const over = () => {
    if (phone.dialling === dialling) phone.dialling = null
    phones.changed(phone)
  }
  try {
    const placed = await deps.callCustomer(phone.actor, wanted)
    const { customerName, number, line } = placed
    dialling.shown = { ...dialling.shown, customerName, number, line }
    Object.assign(phone, { afterCall: null, resting: false })
    phones.changed(phone)
    void placed
      .ring(given.signal)
      .then((how) => {
        if (how === 'answered') return
        over()
        if (how !== 'called-off') phone.link?.say({ type: 'missed', what: 'call', name: customerName, why: how })
      })
      .catch((error: unknown) => {
        over()
        phone.link?.say({ type: 'missed', what: 'call', name: customerName, why: 'failed' })
        deps.log.error({ err: error }, 'a customer could not be called')
      })
  } catch (error) {
    over()
    throw error
  }
}
