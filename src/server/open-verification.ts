import { join } from 'node:path'
import type { ActionDefinition, Perform } from '#business/contract.ts'
import { findMailbox } from '#emotion/channels/mailbox.ts'
import { openSherpaSpeaker } from '#engines/speaker/sherpa-speaker.ts'
import type { Periodic } from '#platform/periodic.ts'
import { openSeal } from '#platform/settings/seal.ts'
import type { Reception } from '#reception/receive.ts'
import { SEND_LINK } from '#verification/contract.ts'
import { linkFromFlow } from '#verification/links/link-from-flow.ts'
import type { LinkDeps } from '#verification/links/links.ts'
import { linkRoutes } from '#verification/links/routes.ts'
import { openVerification } from '#verification/open-verification.ts'
import { openProofs } from '#verification/proofs.ts'
import { deleteOldSends } from '#verification/queries.ts'
import { verificationRoutes } from '#verification/routes.ts'
import { openSecrets } from '#verification/secrets.ts'
import { openListening } from '#verification/voiceprint/listen.ts'
import { noteConsent } from '#voice/consent/consents.ts'
import { listCalls } from '#voice/queries.ts'
import type { Core } from './open-core.ts'

/** So much of a conversation is looked through for what gives an answer away. */
const MOST_HEARD = 500

/** Who is speaking, and what of it is proven. */
type Around = {
  perform: Perform
  actions: () => readonly ActionDefinition[]
  botName: (language: 'zh' | 'en') => string
  reception: () => Pick<Reception, 'receive'>
}

export async function openVerifying(core: Core, { perform, actions, botName, reception }: Around) {
  const { database, tail, conversations, callers, secrets, log, files, address, config } = core
  const speaker = openSherpaSpeaker(config.YINGHE_MODELS || join(config.DATA_DIR, 'models'))
  const listening = openListening()
  const channels = openSeal(secrets.session, 'alert channels')
  const deps = {
    ...{ database, log, perform, find: callers.find, now: () => new Date() },
    proofs: await openProofs({ database, tail, find: callers.find }),
    voice: {
      ...{ database, speaker, listening, now: () => new Date() },
      seal: openSeal(secrets.session, 'voiceprints'),
      noteConsent: async (conversationId: string, customerId: string, notice: string) => {
        const call = (await listCalls(database.db, { conversationId, live: true, limit: 1 }))[0]
        if (!call) return false
        return noteConsent(database, {
          callId: call.id,
          customerId,
          purpose: 'voiceprint',
          given: true,
          how: 'agent',
          notice,
        })
      },
    },
    secrets: openSecrets(secrets.session),
    seal: openSeal(secrets.session, 'verification'),
    mailbox: () => findMailbox(database.db, channels),
    heard: async (id: string) => {
      const messages = await conversations.messages(id, { limit: MOST_HEARD, internal: false })
      return messages.map(({ parts }) => JSON.stringify(parts)).join('\n')
    },
  }
  const deliver: LinkDeps['deliver'] = ({ id, customerId, channel, language }, parts, clientId) =>
    reception().receive({ channel, customerId, conversationId: id, clientId, parts, language })
  const verification = await openVerification(deps, { tail, conversations })
  const links = { ...deps, conversations, files, botName, url: () => address.url, deliver }
  return {
    ...verification,
    run: async (call: Parameters<typeof verification.run>[0]) =>
      call.action === SEND_LINK
        ? linkFromFlow(links, await conversations.find(call.conversationId), call.input)
        : verification.run(call),
    /** Hears callers whose voice may be compared; null while voiceprints are off or cannot be made. */
    hears: () => (verification.settings().voiceprint && !speaker.lacking() ? listening : null),
    stop: () => speaker.close(),
    routes: [...verificationRoutes({ ...deps, conversations, actions }), ...linkRoutes(links)],
    start(periodic: Periodic) {
      const DAY = 24 * 3600_000
      periodic.every('forget codes sent', 3600_000, () => deleteOldSends(database.db, new Date(Date.now() - DAY)))
    },
  }
}
