import type { Entity, Understanding } from '#understanding/contract.ts'
import { asksForSomething, clauses } from '#understanding/segment.ts'

type Segment = Understanding['segments'][number]
type Judge = (start: number, end: number) => Segment['intents']

/** At least this sure that a part is a request of its own. */
const SURE = 0.58
/** Intents that accompany a request but are none. */
const COMPANIONS = new Set([
  'greeting',
  'thanks',
  'goodbye',
  'affirm',
  'deny',
  'abuse',
  'out_of_scope',
  'repeat',
  'correction',
  'bot_identity',
])

/** Ordered requests of a message; one, with the intents of the whole, when it is simple. Offsets are those of `text`. */
export function splitRequests(text: string, entities: Entity[], whole: Segment['intents'], judge: Judge): Segment[] {
  const one = [{ text, intents: whole, entities }]
  const parts = clauses(text, entities)
  if (parts.length < 2 || parts.length > 12) return one
  let clearest: Segment['intents'] = []
  const groups: { start: number; core: number; end: number; intent: string | null; asks: boolean }[] = []
  for (const { start, core, end, connected, joined } of parts) {
    const bare = judge(core, end)[0]
    // Some examples were written with their connector.
    const best = core > start && (bare?.confidence ?? 0) < SURE ? judge(start, end)[0] : bare
    const intent = best && best.confidence >= SURE && !COMPANIONS.has(best.id) ? best.id : null
    if (intent && best!.confidence > (clearest[0]?.confidence ?? 0)) clearest = [best!]
    const asks = asksForSomething(text.slice(start, end))
    const last = groups.at(-1)
    const isNew = last?.intent && intent && intent !== last.intent && (connected || joined || (asks && last.asks))
    if (!last || isNew) groups.push({ start, core, end, intent, asks })
    else Object.assign(last, { end, intent: last.intent ?? intent, asks: last.asks || asks })
  }
  // "OK, show me the progress": neither a yes nor the request alone, unless one looks at its part.
  if (groups.length < 2)
    return (whole[0]?.confidence ?? 0) < SURE && clearest.length ? [{ ...one[0]!, intents: clearest }] : one
  return groups.map(({ start, core, end }) => ({
    text: text
      .slice(start, end)
      .replace(/\s+(?:and|then|plus)\s*$/i, '')
      .trim(),
    intents: judge(core, end),
    entities: within(entities, start, end),
  }))
}

export const within = (entities: Entity[], start: number, end: number): Entity[] =>
  entities.filter((entity) => entity.start >= start && entity.end <= end)
