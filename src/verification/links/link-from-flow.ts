import type { ActionOutcome } from '#business/contract.ts'
import { BY_EAR } from '#conversations/contract.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import { AppError } from '#platform/errors.ts'
import { type LinkWay, linkPurpose } from '#verification/links/contract.ts'
import { LINK_MINUTES, type LinkDeps, makeLink } from '#verification/links/links.ts'
import { waysOut } from '#verification/send-code.ts'

/**
 * A step of a flow that gives the customer a link: in a chat its address as `url`, to be said; in a call to his phone, or
 * his mailbox, by what he left with us. `way` may name one. The state is `sent` (to `hint`), `shown` (say `url`),
 * `unavailable` (no way to him) or `limited` (too many within the hour).
 */
export async function linkFromFlow(
  deps: LinkDeps,
  conversation: StoredConversation,
  input: Record<string, unknown>,
): Promise<ActionOutcome> {
  const purpose = linkPurpose.parse(input.purpose)
  const note = typeof input.note === 'string' ? input.note.slice(0, 200) : ''
  const told = (state: string, more: { hint?: string; url?: string } = {}): ActionOutcome => ({
    ok: true,
    data: { state, hint: '', url: '', minutes: LINK_MINUTES, ...more },
  })
  for (const way of await waysFor(deps, conversation, input.way)) {
    try {
      const { sent, hint, url } = await makeLink(deps, conversation, { purpose, note, way }, { actor: 'bot', ip: '' })
      if (way === 'chat') return told('shown', { url })
      if (sent) return told('sent', { hint })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (error.code === 'too_many_links') return told('limited')
      if (error.code !== 'no_address') throw error
    }
  }
  return told('unavailable')
}

/** The ways to try, best first. */
async function waysFor(deps: LinkDeps, { channel }: StoredConversation, wished: unknown): Promise<LinkWay[]> {
  if (wished === 'sms' || wished === 'email') return [wished]
  if (!BY_EAR.has(channel)) return ['chat']
  if (wished === 'chat') return []
  const { sms, email } = await waysOut(deps)
  return [...(sms ? ['sms' as const] : []), ...(email ? ['email' as const] : [])]
}
