import type { LedgerEvent } from '../../../../../src/platform/ledger/contract.ts'

export type PathEvent = Pick<LedgerEvent, 'position' | 'at' | 'kind' | 'actor' | 'payload'>

/** One turn of the bot: what it took the message for and the steps it walked, by flow in the order of entering. */
export type TurnOnPath = {
  intent: string | null
  confidence: number
  articleId: string | null
  flows: { id: string; steps: string[] }[]
}

/** Reads a `turn.decided` payload; steps come as `flow@version/step`. What is missing or odd is left out. */
export function readPath(payload: Record<string, unknown>): TurnOnPath {
  const flows: TurnOnPath['flows'] = []
  for (const entry of Array.isArray(payload.path) ? payload.path : []) {
    const [, id, step] = /^([^@/]+)(?:@\d+)?\/(.+)$/.exec(String(entry)) ?? []
    if (!id || !step) continue
    const last = flows.at(-1)
    if (last?.id === id) last.steps.push(step)
    else flows.push({ id, steps: [step] })
  }
  return {
    intent: typeof payload.intent === 'string' ? payload.intent : null,
    confidence: typeof payload.confidence === 'number' ? payload.confidence : 0,
    articleId: typeof payload.articleId === 'string' ? payload.articleId : null,
    flows,
  }
}
