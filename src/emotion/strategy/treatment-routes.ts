import { z } from 'zod'
import { offerInput, treatmentNow } from '#emotion/strategy/contract.ts'
import { giveOffer, type OfferDeps, readTreatment, withdrawOffer } from '#emotion/strategy/offers.ts'
import type { Locale } from '#platform/errors.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'

export type TreatmentDeps = OfferDeps & {
  /** The conversation, for who may read it; for who serves it. Both throw for others. */
  readable: (actor: Actor, id: string) => Promise<{ customerId: string }>
  served: (actor: Actor, id: string) => Promise<{ customerId: string }>
}

const id = z.string().min(1).max(64)
const common = { access: 'conversations.reply', tag: 'strategies' } as const
const by = ({ actor, ip, locale }: { actor: Actor; ip: string; locale: Locale }) => ({
  ...{ actor: `${actor.kind}:${actor.id}`, ip, locale },
})

/** How the customer in front of somebody is to be treated, and what may be given to him. */
export function treatmentRoutes(deps: TreatmentDeps): Route[] {
  return [
    route({
      ...common,
      method: 'GET',
      path: '/api/conversations/:id/treatment',
      summary: 'The strategy in force for this customer, its offers, and what was given of the budget.',
      params: z.object({ id }),
      response: treatmentNow,
      handle: async ({ params, actor }) => {
        await deps.readable(actor, params.id)
        return readTreatment(deps, params.id)
      },
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/conversations/:id/offers',
      summary:
        'Gives an offer of the strategy in force, held against the budget of the conversation; the business issues or does it, or a ticket is opened.',
      params: z.object({ id }),
      body: offerInput,
      response: treatmentNow,
      handle: async ({ params, body, ...rest }) => {
        const { customerId } = await deps.served(rest.actor, params.id)
        return giveOffer(deps, { conversationId: params.id, customerId }, body, by(rest))
      },
    }),
    route({
      ...common,
      method: 'DELETE',
      path: '/api/conversations/:id/offers/:offerId',
      summary: 'Takes an offer back, and its voucher; what it costs is free again.',
      params: z.object({ id, offerId: id }),
      response: treatmentNow,
      handle: async ({ params, ...rest }) => {
        const { customerId } = await deps.served(rest.actor, params.id)
        return withdrawOffer(deps, { conversationId: params.id, customerId }, params.offerId, by(rest))
      },
    }),
  ]
}
