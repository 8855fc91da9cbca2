import { z } from 'zod'
import { requireReadable, requireServing } from '#conversations/access.ts'
import type { Conversations } from '#conversations/change.ts'
import { AppError } from '#platform/errors.ts'
import { type Route, route } from '#platform/http/route.ts'
import { ownVoiceprint } from '#verification/contract.ts'
import type { VerificationDeps } from '#verification/deps.ts'
import { findVoiceprint } from '#verification/voiceprint/voiceprint-queries.ts'
import { removeVoiceprint, takeVoiceprint } from '#verification/voiceprint/voiceprints.ts'

const params = z.object({ id: z.string().min(1).max(64) })
const ok = z.object({ ok: z.literal(true) })
const tag = 'verification'

/** Voiceprints: taken on a call with a consent of their own, deleted by the team or by the customer himself. */
export function voiceprintRoutes(deps: VerificationDeps & { conversations: Conversations }): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/conversations/:id/voiceprint',
      access: 'conversations.reply',
      tag,
      summary: 'Takes the voiceprint of the customer on the line, who was told what it is and agreed.',
      params,
      body: z.object({ consent: z.literal(true) }),
      response: ok,
      handle: async ({ params: { id }, actor, ip }) => {
        const conversation = await deps.conversations.load(id)
        requireReadable(actor, conversation)
        requireServing(actor, conversation)
        const own = await deps.find(conversation.customerId)
        const customerId = own?.externalId ? own.id : deps.proofs.of(id)?.customerId
        // A voice of nobody in particular proves nothing later.
        if (!customerId) throw new AppError('voiceprint_unavailable')
        const by = { actor: `${actor.kind}:${actor.id}`, ip }
        await takeVoiceprint(deps.voice, { conversationId: id, customerId, language: conversation.language, by })
        return { ok: true as const }
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/customers/:id/voiceprint',
      access: 'customers.write',
      tag,
      summary: 'Deletes the voiceprint of a customer for good.',
      params,
      response: ok,
      handle: async ({ params: { id }, actor, ip }) => {
        await removeVoiceprint(deps.voice, id, { actor: `${actor.kind}:${actor.id}`, ip })
        return { ok: true as const }
      },
    }),
    route({
      method: 'GET',
      path: '/api/widget/voiceprint',
      access: 'customer',
      tag: 'widget',
      summary: 'Since when there is an own voiceprint; null when there is none.',
      response: ownVoiceprint,
      handle: async ({ actor }) => ({
        since: (await findVoiceprint(deps.database.db, actor.id))?.at.toISOString() ?? null,
      }),
    }),
    route({
      method: 'DELETE',
      path: '/api/widget/voiceprint',
      access: 'customer',
      tag: 'widget',
      summary: 'Deletes the own voiceprint for good.',
      response: ok,
      handle: async ({ actor, ip }) => {
        await removeVoiceprint(deps.voice, actor.id, { actor: `customer:${actor.id}`, ip })
        return { ok: true as const }
      },
    }),
  ]
}
