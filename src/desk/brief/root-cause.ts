import type { Because } from '#desk/brief/contract.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'

const MOST = 4

/** What things are called in both languages. */
export type Titles = {
  intent: (id: string) => { zh: string; en: string }
  refusal: (code: string) => { zh: string; en: string }
}

/**
 * What lies behind a problem, read from what the bot did: the business refused or was down, no article answers it, the
 * words were not understood, the same was asked again and again. Oldest event first; weightiest reason first. Pure.
 */
export function rootCause(events: readonly LedgerEvent[], first: string | null, titles: Titles): Because[] {
  const found: Because[] = []
  const refused = events.filter(({ kind, payload }) => kind === 'action.performed' && payload.outcome === 'refused')
  for (const { payload } of refused.slice(-2))
    found.push(
      reason('business-refused', { action: String(payload.action), ...titles.refusal(String(payload.code ?? '')) }),
    )
  const down = events.filter(({ kind, payload }) => kind === 'action.performed' && payload.outcome === 'unavailable')
  if (down.length) found.push(reason('business-down', { times: down.length }))
  const turns = events.filter(({ kind, payload }) => kind === 'turn.decided' && payload.input === 'message')
  const lost = turns.filter(({ payload }) => payload.outcome === 'unresolved')
  const unsure = lost.filter(({ payload }) => Number(payload.confidence) < 0.54)
  if (unsure.length) found.push(reason('not-understood', { times: unsure.length }))
  if (lost.length > unsure.length) found.push(reason('no-article', { times: lost.length - unsure.length }))
  const asked = mostAsked(turns)
  if (asked && asked.times >= 2)
    found.push(reason('asked-again', { times: asked.times, ...titles.intent(asked.intent) }))
  const angry = turns.filter(({ payload }) => payload.sentiment === 'negative').length
  if (angry >= 2) found.push(reason('unhappy', { times: angry }))
  if (found.length === 0 && first) found.push(reason(`handed-${first}`, {}))
  return found.slice(0, MOST)
}

/** The intent that came most often; small talk and asking for a person do not count. */
function mostAsked(turns: readonly LedgerEvent[]): { intent: string; times: number } | null {
  const counts = new Map<string, number>()
  for (const { payload } of turns) {
    const intent = payload.intent
    if (typeof intent !== 'string' || TALK.has(intent)) continue
    counts.set(intent, (counts.get(intent) ?? 0) + 1)
  }
  const [best] = [...counts].sort(([, a], [, b]) => b - a)
  return best ? { intent: best[0], times: best[1] } : null
}

const TALK = new Set(
  'affirm deny greeting goodbye thanks talk_to_human repeat correction cancel_flow bot_identity out_of_scope abuse'.split(
    ' ',
  ),
)

const reason = (code: string, params: Because['params']): Because => ({ code, params })
