import { followMessages } from '#conversations/search-index.ts'
import { mergeRoutes } from '#desk/customer-merges/merge-routes.ts'
import { forgetDrafts } from '#desk/drafts/forget-drafts.ts'
import { followMentions } from '#desk/notifications/follow-mentions.ts'
import { deliverPushes, forgetOldPushes } from '#desk/push/deliver-push.ts'
import { followPush } from '#desk/push/follow-push.ts'
import { pushRoutes } from '#desk/push/routes.ts'
import { wakeDue } from '#desk/tend.ts'
import { deliverTranscripts, forgetTranscripts } from '#desk/transcripts/deliver-transcripts.ts'
import { transcriptRoutes } from '#desk/transcripts/transcript-routes.ts'
import { findMailbox } from '#emotion/channels/mailbox.ts'
import type { Periodic } from '#platform/periodic.ts'
import { openSeal } from '#platform/settings/seal.ts'
import { openPush } from '#platform/web-push/send-push.ts'
import { readVapid } from '#platform/web-push/vapid.ts'
import { giveTickets } from '#tickets/move.ts'
import { simplify } from '#understanding/traditional.ts'
import type { Core } from './open-core.ts'

const HOUR = 3600_000

/** What the desk does behind its pages: words are kept to be found, colleagues called, chats brought back. */
export async function openDesk({ database, conversations, log, secrets, callers, address }: Core) {
  const words = await followMessages({ database, log, fold: simplify })
  const mentions = await followMentions(database, log)
  const pushed = await followPush(database, log)
  const push = {
    ...{ database, log, seal: openSeal(secrets.session, 'push subscriptions'), now: () => new Date() },
    push: openPush(await readVapid(database.db), () => contactOf(address.url)),
  }
  const channels = openSeal(secrets.session, 'alert channels')
  const transcripts = {
    ...{ database, conversations, log, secret: secrets.session },
    mailbox: () => findMailbox(database.db, channels),
    seal: openSeal(secrets.session, 'transcripts'),
    knownAddress: async (customerId: string) => {
      const customer = await callers.find(customerId)
      return (customer?.verified && customer.attributes.email) || null
    },
    now: () => new Date(),
  }
  let sending: Promise<unknown> = Promise.resolve()
  const send = () => {
    sending = sending
      .then(() => deliverTranscripts(transcripts))
      .catch((error: unknown) => {
        log.error({ err: error }, 'transcripts are not sent at the moment')
      })
    return sending
  }
  return {
    routes: [
      ...transcriptRoutes(transcripts, () => void send()),
      ...pushRoutes(push),
      ...mergeRoutes({ database, conversations, moveTickets: giveTickets }),
    ],
    start(periodic: Periodic) {
      periodic.every('bring back chats put aside', 5_000, () => wakeDue({ database, conversations }))
      periodic.every('send transcripts', 15_000, send)
      periodic.every('send pushes', 3_000, () => deliverPushes(push))
      periodic.every('forget pushes', HOUR, () => forgetOldPushes(push))
      periodic.every('forget sent transcripts', HOUR, () => forgetTranscripts(database))
      periodic.every('forget old drafts', HOUR, () => forgetDrafts(database))
    },
    async stop() {
      await words.stop()
      await mentions.stop()
      await pushed.stop()
      await sending
    },
  }
}

/** Push services want an address to turn to: that of the house, which on somebody's own machine is none. */
const contactOf = (url: string) => (url.startsWith('https:') ? url : 'mailto:operator@localhost')
