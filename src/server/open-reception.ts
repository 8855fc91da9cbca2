import { sendTyping } from '#channels/web/send.ts'
import { openReception, type Reception } from '#reception/receive.ts'
import { toCaller } from '#reception/world.ts'
import type { Verification } from '#verification/open-verification.ts'
import { openComposing } from './open-answers.ts'
import { type Business, runCalls } from './open-business.ts'
import type { Core } from './open-core.ts'
import type { Mind } from './open-mind.ts'

/** What happens when a customer speaks, with everything it needs. */
export function openTalks(core: Core, mind: Mind, business: Business, verification: Verification): Reception {
  const composing = openComposing(core, mind, business.perform, business.catalogue.all)
  return openReception({
    conversations: core.conversations,
    mind: { ...mind, verification },
    caller: async (id) => toCaller(await core.callers.ensure({ id, channel: 'web', language: 'zh' })),
    overhear: verification.overhear,
    runCall: runCalls(core, business.perform, composing, verification.run),
    typing: (conversation, on) =>
      sendTyping(core.hub, { conversationId: conversation.id, customerId: conversation.customerId }, 'bot', on),
    isBlocked: core.isBlocked,
    node: core.node,
    log: core.log,
  })
}
