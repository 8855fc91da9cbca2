import { z } from 'zod'
import { requireReadable } from '#conversations/access.ts'
import { transcriptMail, transcriptOffer, transcriptOrder, transcriptWish } from '#desk/transcripts/contract.ts'
import { listMails } from '#desk/transcripts/queries.ts'
import { requestTranscript, type TranscriptDeps } from '#desk/transcripts/request-transcript.ts'
import { maskEmail } from '#governance/mask.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor, Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'

const params = z.object({ id: z.string().min(1).max(64) })
const widget = { access: 'customer', tag: 'widget' } as const
const desk = { access: 'conversations.reply', tag: 'desk' } as const
const hinted = z.object({ hint: z.string() })

/** Transcripts by e-mail, for customers and for those who serve them. `wake` sends at once. */
export function transcriptRoutes(deps: TranscriptDeps, wake: () => void): Route[] {
  const readable = async (actor: Actor, id: string) => {
    const conversation = await deps.conversations.load(id)
    requireReadable(actor, conversation)
    return conversation
  }
  const offered = async () => (await deps.mailbox()) !== null
  return [
    route({
      ...widget,
      method: 'GET',
      path: '/api/widget/transcripts',
      summary: 'Whether transcripts are sent by e-mail, and the own known address, masked.',
      response: transcriptOffer,
      handle: async ({ actor }) => {
        const known = await deps.knownAddress(actor.id)
        return { offered: await offered(), hint: known && maskEmail(known) }
      },
    }),
    route({
      ...widget,
      method: 'POST',
      path: '/api/widget/conversations/:id/transcript',
      summary: 'Sends an own conversation by e-mail, to this address or with null to the known one.',
      rate: 'strict',
      params,
      body: transcriptWish,
      response: hinted,
      handle: async ({ params, body, actor, ip, locale }) => {
        const conversation = await readable(actor, params.id)
        const email = body.email ?? (await deps.knownAddress(actor.id))
        if (!email) throw new AppError('bad_request', { detail: 'email' })
        const by = `customer:${actor.id}`
        const hint = await requestTranscript(deps, conversation, { email, by, ip, language: locale })
        wake()
        return { hint }
      },
    }),
    route({
      ...desk,
      method: 'GET',
      path: '/api/conversations/:id/transcript-mails',
      summary: 'Transcripts that were sent by e-mail, latest first, and whether more can be.',
      params,
      response: z.object({ offered: z.boolean(), items: z.array(transcriptMail), nextCursor: z.null() }),
      handle: async ({ params, actor }) => {
        await readable(actor, params.id)
        return { offered: await offered(), items: await listMails(deps.database.db, params.id), nextCursor: null }
      },
    }),
    route({
      ...desk,
      method: 'POST',
      path: '/api/conversations/:id/transcript-mails',
      summary: 'Sends a conversation by e-mail to an address for which the customer agreed.',
      rate: 'strict',
      params,
      body: transcriptOrder,
      response: hinted,
      handle: async ({ params, body, actor, ip }) => {
        const conversation = await readable(actor, params.id)
        const { language } = conversation
        const by = `${actor.kind}:${actor.id}`
        const hint = await requestTranscript(deps, conversation, { email: body.email, by, ip, language })
        wake()
        return { hint }
      },
    }),
  ]
}
