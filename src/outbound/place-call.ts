import type { HeldTarget } from '#outbound/attempt-queries.ts'
import type { CampaignPlan, Outcome } from '#outbound/contract.ts'
import { dialled } from '#outbound/number-key.ts'
import { renderText } from '#outbound/render-text.ts'
import { openScript, type ScriptResult } from '#outbound/script.ts'
import type { OutboundLanguage } from '#outbound/wording.ts'
import type { LegEnd } from '#voice/contract.ts'
import type { Calls } from '#voice/open-calls.ts'
import type { MediaSession } from '#voice/transports/contract.ts'

/** Calls out over one of the lines of this node; null when the line is not open here. */
export type Dial = (
  lineId: string,
  to: string,
  options: { ringMs: number; signal: AbortSignal },
) => Promise<MediaSession | { failed: LegEnd } | null>

export type PlaceDeps = {
  dial: Dial
  lead: Calls['lead']
  /** The customer behind somebody of a campaign; one is made where the number is nobody's yet. */
  person: (of: {
    customerId: string | null
    number: string
    language: OutboundLanguage
  }) => Promise<{ id: string; elderly: boolean }>
  house: (language: OutboundLanguage) => string
}

const FAILED: Partial<Record<LegEnd, Outcome>> = { busy: 'busy', 'no-answer': 'no-answer', refused: 'refused' }

/** Calls somebody, leads the call, and gives what it came to. `onCall` hears the id of the call once it is answered. */
export async function placeCall(
  deps: PlaceDeps,
  plan: CampaignPlan,
  held: HeldTarget,
  { signal, onCall }: { signal: AbortSignal; onCall: (callId: string) => Promise<void> },
): Promise<ScriptResult & { why: string | null }> {
  const nothing = { answers: {}, optedOut: null }
  const { text, language } = renderText(plan.text, held)
  const customer = await deps.person({ customerId: held.customerId, number: held.number, language })
  const ringMs = plan.pacing.ringSeconds * 1000
  const session = await deps.dial(plan.line, dialled(held.number), { ringMs, signal })
  if (session === null) return { ...nothing, outcome: 'failed', why: 'line-closed' }
  if ('failed' in session) return { ...nothing, outcome: FAILED[session.failed] ?? 'failed', why: session.failed }
  const script = openScript({
    ...{ language, text, questions: plan.questions, machine: plan.machine },
    ...{ house: deps.house(language), closing: plan.closing[language] || plan.closing.zh || plan.closing.en },
  })
  const { id, ended } = deps.lead(session, { customer, language, script })
  await onCall(id)
  const why = await ended
  return { ...script.result(), why }
}
